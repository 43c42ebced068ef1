"""A real account watches channels on a local Telegram."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.errors import ChannelMoved, ChannelPrivate, ChannelUnknown, ChannelWait, NotAChannel, SessionDead
from bot.incoming import Incoming
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.world import World
from bot.telegram.accounts import watching_account
from bot.telegram.link import Link
from bot.telegram.source import TelegramSource
from config.settings import Application
from storage.records import ChannelSpec, EntityKind, Mode

GENERAL_STAFF = ChannelSpec(username="genshtab_test")


async def arrived(source: TelegramSource, world: World, count: int = 1) -> list[Incoming]:
    await world.until(lambda: len(source.arrivals) >= count)
    return list(source.arrivals)


async def test_a_followed_channel_pushes_its_posts(source: TelegramSource, world: World) -> None:
    channel = world.add_channel("genshtab_test", title="Генштаб")
    channel.post("Давній допис.")
    identity = await source.follow(GENERAL_STAFF, pinned=None, access=None)
    assert (identity.title, identity.username, identity.access.telegram_id) == ("Генштаб", "genshtab_test", channel.id)
    assert identity.newest_message_id == channel.messages[-1].id

    post = channel.post("Новий допис.")
    (message,) = await arrived(source, world)
    assert (message.telegram_id, message.message_id, message.text) == (channel.id, post.id, "Новий допис.")


async def test_a_known_channel_is_followed_without_resolving_its_name(
    source: TelegramSource, server: TelegramServer, world: World
) -> None:
    world.add_channel("genshtab_test")
    identity = await source.follow(GENERAL_STAFF, pinned=None, access=None)
    server.faults.flood_wait("contacts.resolveUsername", 86_400)
    again = await source.follow(GENERAL_STAFF, pinned=None, access=identity.access)
    assert again.access.telegram_id == identity.access.telegram_id


async def test_the_overview_names_the_channels_that_are_joined(
    source: TelegramSource, world: World, watcher: User
) -> None:
    joined = world.add_channel("genshtab_test", members=[watcher])
    post = joined.post("Допис.")
    world.add_channel("chuzhyi_test")
    overview = await source.overview()
    assert {each: identity.newest_message_id for each, identity in overview.items()} == {joined.id: post.id}


async def test_the_overview_lets_pushes_flow(source: TelegramSource, world: World, watcher: User) -> None:
    channel = world.add_channel("genshtab_test", members=[watcher])
    await source.overview()
    channel.post("Новий допис.")
    await world.until(lambda: [message.text for message in source.arrivals if message.text] == ["Новий допис."])


async def test_history_comes_oldest_first_and_whole(source: TelegramSource, world: World) -> None:
    channel = world.add_channel("genshtab_test")
    posts = [channel.post(f"Допис {number}.") for number in range(250)]
    access = (await source.follow(GENERAL_STAFF, pinned=None, access=None)).access
    read = [message.message_id async for page in source.history(access, after=posts[19].id) for message in page]
    assert read == [post.id for post in posts[20:]]


async def test_history_steps_over_what_was_deleted(source: TelegramSource, world: World) -> None:
    channel = world.add_channel("genshtab_test")
    posts = [channel.post(f"Допис {number}.") for number in range(130)]
    channel.delete(*(post.id for post in posts[5:120]))
    access = (await source.follow(GENERAL_STAFF, pinned=None, access=None)).access
    read = [message.message_id async for page in source.history(access, after=posts[0].id) for message in page]
    assert read == [post.id for post in (*posts[1:5], *posts[120:])]


async def test_the_latest_posts_come_oldest_first(source: TelegramSource, world: World) -> None:
    channel = world.add_channel("genshtab_test")
    posts = [channel.post(f"Допис {number}.") for number in range(9)]
    access = (await source.follow(GENERAL_STAFF, pinned=None, access=None)).access
    assert [message.message_id for message in await source.latest(access, limit=3)] == [post.id for post in posts[-3:]]


async def test_a_private_channel_is_joined_by_its_invitation(source: TelegramSource, world: World) -> None:
    channel = world.add_channel(title="Закритий канал", private=True)
    spec = ChannelSpec(invite=channel.invite.rpartition("+")[2])
    identity = await source.follow(spec, pinned=None, access=None)
    assert (identity.title, identity.username) == ("Закритий канал", None)
    channel.post("Для своїх.")
    assert (await arrived(source, world))[0].text == "Для своїх."
    assert (await source.follow(spec, pinned=channel.id, access=None)).access.telegram_id == channel.id


async def test_a_withdrawn_invitation_is_a_private_channel(source: TelegramSource) -> None:
    with pytest.raises(ChannelPrivate):
        await source.follow(ChannelSpec(invite="AbCdEfGhIjKlMnOp"), pinned=None, access=None)


async def test_a_name_that_nobody_has_is_unknown(source: TelegramSource) -> None:
    with pytest.raises(ChannelUnknown):
        await source.follow(GENERAL_STAFF, pinned=None, access=None)


async def test_a_person_is_no_channel(source: TelegramSource, editor: User) -> None:
    with pytest.raises(NotAChannel):
        await source.follow(ChannelSpec(username=editor.username), pinned=None, access=None)


async def test_a_name_that_changed_hands_is_refused(source: TelegramSource, world: World) -> None:
    world.add_channel("genshtab_test", title="Самозванець")
    with pytest.raises(ChannelMoved):
        await source.follow(GENERAL_STAFF, pinned=999, access=None)
    with pytest.raises(ChannelMoved):
        await source.follow(ChannelSpec(username="genshtab_test", telegram_id=999), pinned=None, access=None)


async def test_a_wait_is_handed_on_with_its_seconds(source: TelegramSource, server: TelegramServer) -> None:
    server.faults.flood_wait("contacts.resolveUsername", 86_400)
    with pytest.raises(ChannelWait) as caught:
        await source.follow(GENERAL_STAFF, pinned=None, access=None)
    assert caught.value.seconds == 86_400


async def test_a_polled_channel_is_not_joined(source: TelegramSource, world: World, watcher: User) -> None:
    channel = world.add_channel("genshtab_test")
    await source.follow(ChannelSpec(username="genshtab_test", mode=Mode.POLL), pinned=None, access=None)
    assert watcher not in channel.members


async def test_a_peek_joins_nothing(source: TelegramSource, world: World, watcher: User) -> None:
    channel = world.add_channel("genshtab_test", title="Генштаб")
    assert await source.peek(GENERAL_STAFF) == "Генштаб"
    assert watcher not in channel.members


async def test_formatting_media_and_origins_are_kept(source: TelegramSource, world: World) -> None:
    from telethon import types  # noqa: PLC0415 - only this test speaks Telegram's own types

    channel = world.add_channel("genshtab_test")
    other = world.add_channel("rechnyk_test", title="Речник")
    await source.follow(GENERAL_STAFF, pinned=None, access=None)
    first = channel.post("⚡️ Важливо: тривога", entities=[types.MessageEntityBold(3, 7)], photo=b"\xff\xd8picture")
    channel.post("Переслане", forward_from=other.post("Слова речника."))
    channel.post("Відповідь", reply_to=first)
    channel.service("pinned", about=first)
    bold, forward, reply, service = await arrived(source, world, 4)
    assert [(entity.kind, entity.offset, entity.length) for entity in bold.entities] == [(EntityKind.BOLD, 3, 7)]
    assert bold.media == "photo"
    assert forward.forward is not None
    assert (forward.forward.telegram_id, forward.forward.message_id) == (other.id, other.messages[-1].id)
    assert reply.reply_to == first.id
    assert service.is_service


async def test_after_a_killed_connection_it_says_so_and_goes_on(
    source: TelegramSource, server: TelegramServer, world: World
) -> None:
    channel = world.add_channel("genshtab_test")
    await source.follow(GENERAL_STAFF, pinned=None, access=None)
    stands_again = asyncio.Event()
    source.link.on_reconnect = stands_again.set
    server.kill_connections()
    await stands_again.wait()
    channel.post("Після обриву.")
    assert (await arrived(source, world))[-1].text == "Після обриву."


async def test_a_dead_link_is_noticed_and_made_anew(
    source: TelegramSource, server: TelegramServer, world: World
) -> None:
    channel = world.add_channel("genshtab_test")
    await source.follow(GENERAL_STAFF, pinned=None, access=None)
    link = Link(source._client, "user", answer_seconds=0.2)
    stands_again = asyncio.Event()
    link.on_reconnect = stands_again.set
    server.faults.swallow()
    assert not await link.alive()
    server.faults.restore()
    while not await link.alive():
        continue
    await stands_again.wait()
    channel.post("Після мертвого з'єднання.")
    await arrived(source, world)


async def test_who_waits_for_an_answer_on_a_dead_link_learns_that_it_was_ended(
    source: TelegramSource, server: TelegramServer, world: World
) -> None:
    world.add_channel("genshtab_test")
    link = Link(source._client, "user", answer_seconds=0.2)
    server.faults.swallow()
    waiting = asyncio.create_task(source.follow(GENERAL_STAFF, pinned=None, access=None))
    await asyncio.sleep(0)
    assert not await link.alive()
    server.faults.restore()
    with pytest.raises(ConnectionError):
        await waiting


@pytest.mark.parametrize("error", ["FLOOD_WAIT_7", "INTERNAL"])
async def test_troubles_of_telegram_are_no_dead_link(
    source: TelegramSource, server: TelegramServer, error: str
) -> None:
    server.faults.refuse("updates.getState", error)
    assert await source.alive()
    assert await source.alive()


async def test_a_living_link_is_alive_and_a_dead_session_is_told_apart(
    source: TelegramSource, server: TelegramServer, watcher: User
) -> None:
    assert await source.alive()
    server.faults.end_sessions(watcher)
    with pytest.raises(SessionDead) as caught:
        await source.alive()
    assert "python -m bot login" in str(caught.value)


@pytest.mark.parametrize("error", ["AUTH_KEY_UNREGISTERED", "USER_DEACTIVATED_BAN", "AUTH_KEY_DUPLICATED"])
async def test_a_dead_session_is_refused_at_the_start(
    error: str, server: TelegramServer, application: Application, watcher: User, stack: AsyncExitStack
) -> None:
    session = server.session_for(watcher)
    server.faults.end_sessions(watcher, error)
    with pytest.raises(SessionDead):
        await stack.enter_async_context(watching_account(application, session, arrived=server.world.changed))


async def test_what_a_message_carries_comes_in_pieces(source: TelegramSource, world: World) -> None:
    content = bytes(range(256)) * 4096  # a megabyte: more than a piece
    channel = world.add_channel("genshtab_test")
    carries, says = channel.post("Карта.", photo=content), channel.post("Слова.")
    access = (await source.follow(GENERAL_STAFF, pinned=None, access=None)).access
    pieces = [piece async for piece in source.file(access, carries.id)]
    assert len(pieces) > 1
    assert b"".join(pieces) == content
    assert [piece async for piece in source.file(access, says.id)] == []
    channel.delete(carries.id)
    assert [piece async for piece in source.file(access, carries.id)] == []


async def test_a_channel_that_has_turned_private_gives_no_files(
    source: TelegramSource, server: TelegramServer, world: World
) -> None:
    channel = world.add_channel("genshtab_test")
    carries = channel.post("Карта.", photo=b"map")
    access = (await source.follow(GENERAL_STAFF, pinned=None, access=None)).access
    server.faults.refuse("channels.getMessages", "CHANNEL_PRIVATE")
    with pytest.raises(ChannelPrivate):
        _ = [piece async for piece in source.file(access, carries.id)]

"""Channels through a real client: posts, edits, deletions, history, albums, pictures, joining."""

from datetime import UTC, datetime

import pytest
from telethon import errors, events, functions, types, utils

from bot.sandbox.telegram import World
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from tests.sandbox.conftest import Connect, Listen

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 600


async def test_a_post_reaches_a_handler(
    world: World, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    heard = listen(await connect(olena))
    post = channel.post("Вода в місті буде о шостій.", at=datetime(2026, 3, 1, 6, 30, tzinfo=UTC))
    await world.until(lambda: heard)
    assert (heard[0].id, heard[0].raw_text) == (post.id, "Вода в місті буде о шостій.")
    assert heard[0].chat.username == "kryva_vezha"
    assert heard[0].message.date == datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


async def test_edits_and_deletions_reach_handlers(
    world: World, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    heard = listen(await connect(olena), events.MessageEdited(), events.MessageDeleted())
    post = channel.post("Трамвай № 7 сьогодні не курсує.")
    channel.edit(post.id, "Трамваї № 7 і № 9 сьогодні не курсують.")
    channel.delete(post.id)
    await world.until(lambda: len(heard) == 2)
    assert heard[0].raw_text == "Трамваї № 7 і № 9 сьогодні не курсують."
    assert heard[1].deleted_ids == [post.id]


async def test_reactions_and_views_come_as_edits_with_the_same_text(
    world: World, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    heard = listen(await connect(olena), events.MessageEdited())
    post = channel.post("Дякуємо всім, хто прибирав набережну!")
    channel.react(post.id)
    channel.view(post.id, 500)
    await world.until(lambda: len(heard) == 2)
    assert [event.raw_text for event in heard] == [post.text] * 2
    assert heard[1].message.edit_hide
    assert heard[1].message.views == 501
    assert heard[1].message.reactions.results[0].count == 1


async def test_only_members_get_pushes(
    world: World, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    petro = world.add_user("Петро")
    of_petro, of_olena = listen(await connect(petro)), listen(await connect(olena))
    channel.post("Засідання перенесено на четвер.")
    world.private(olena, petro)
    olena.says(petro, "Бачив?")
    await world.until(lambda: of_petro and of_olena)
    assert [event.raw_text for event in of_petro] == ["Бачив?"]


async def test_a_channel_that_was_asked_for_its_difference_pushes_for_a_while(
    world: World, connect: Connect, listen: Listen, channel: Channel
) -> None:
    client = await connect(world.add_user("Петро"))
    heard = listen(client)
    peer = await client.get_input_entity("kryva_vezha")
    no_filter = types.ChannelMessagesFilterEmpty()
    await client(functions.updates.GetChannelDifferenceRequest(peer, no_filter, pts=channel.pts, limit=100))
    channel.post("Пункт обігріву працює цілодобово.")
    await world.until(lambda: heard)


async def test_history_in_both_directions(connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    posts = [channel.post(f"Зведення № {number}") for number in range(250)]
    channel.delete(posts[100].id, posts[101].id)
    left = [post.id for post in posts if post not in posts[100:102]]
    forth = [message.id async for message in client.iter_messages("kryva_vezha", min_id=1, reverse=True, wait_time=0)]
    back = [message.id async for message in client.iter_messages("kryva_vezha", wait_time=0)]
    assert forth == left
    assert back == [*left[::-1], 1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"limit": 3}, [31, 30, 29]),
        ({"limit": 3, "offset_id": 20}, [19, 18, 17]),
        ({"min_id": 28}, [31, 30, 29]),
        ({"max_id": 4}, [3, 2, 1]),
        ({"min_id": 10, "reverse": True, "limit": 3}, [11, 12, 13]),
        ({"min_id": 10, "max_id": 13, "reverse": True}, [11, 12]),
        ({"limit": 2, "add_offset": 5}, [26, 25]),
        ({"limit": 2, "offset_date": datetime(2026, 3, 1, 12, 5, tzinfo=UTC)}, [6, 5]),
    ],
)
async def test_pages_of_history(
    connect: Connect, olena: User, channel: Channel, options: dict[str, object], expected: list[int]
) -> None:
    for minute in range(30):
        channel.post(f"Хвилина {minute}", at=datetime(2026, 3, 1, 12, minute, tzinfo=UTC))
    channel.messages[0].date = datetime(2026, 3, 1, 11, tzinfo=UTC)  # the founding notice comes first
    client = await connect(olena)
    assert [message.id async for message in client.iter_messages("kryva_vezha", **options)] == expected


async def test_messages_by_their_ids(connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    first, second = channel.post("Перше"), channel.post("Друге", reply_to=2)
    channel.delete(first.id)
    shown = await client.get_messages("kryva_vezha", ids=[first.id, second.id])
    assert shown[0] is None
    assert (shown[1].raw_text, shown[1].reply_to_msg_id) == ("Друге", 2)


async def test_an_album_is_messages_with_one_number(
    world: World, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    heard = listen(await connect(olena))
    channel.album([PICTURE, PICTURE, PICTURE], "Як виглядає міст після ремонту")
    await world.until(lambda: len(heard) == 3)
    assert len({event.message.grouped_id for event in heard}) == 1
    assert [event.raw_text for event in heard] == ["Як виглядає міст після ремонту", "", ""]


async def test_a_picture_can_be_downloaded(connect: Connect, olena: User, channel: Channel) -> None:
    channel.post("План будівництва", photo=PICTURE)
    client = await connect(olena)
    message = (await client.get_messages("kryva_vezha", limit=1))[0]
    assert await message.download_media(bytes) == PICTURE


async def test_a_post_carries_all_that_it_was_given(
    world: World, connect: Connect, olena: User, channel: Channel
) -> None:
    ministry = world.add_channel("minvody_test", title="Міністерство води", first_id=700)
    source = ministry.post("Рівень води впаде на 20 см")
    bold = types.MessageEntityBold(0, 6)
    channel.post("Важливо для всіх", entities=[bold], silent=True)
    channel.post(source.text, forward_from=source)
    channel.post("Чутка", forward_from="Дід Панас")
    channel.service("pinned", about=channel[2])
    client = await connect(olena)
    notice, rumour, forwarded, styled = await client.get_messages("kryva_vezha", limit=4)
    assert isinstance(notice.action, types.MessageActionPinMessage)
    assert rumour.fwd_from.from_name == "Дід Панас"
    assert (forwarded.fwd_from.from_id.channel_id, forwarded.fwd_from.channel_post) == (ministry.id, 700)
    assert (styled.entities, styled.silent) == ([bold], True)


async def test_names_are_resolved(world: World, connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    assert (await client.get_entity("@Kryva_Vezha")).id == channel.id
    channel.change_username("kryva_vezha_nova")
    channel.rename("Крива Вежа. Нова назва")
    assert (await client.get_entity("kryva_vezha_nova")).title == "Крива Вежа. Нова назва"
    with pytest.raises(errors.UsernameNotOccupiedError):
        await client(functions.contacts.ResolveUsernameRequest("kryva_vezha"))
    with pytest.raises(errors.UsernameInvalidError):
        await client(functions.contacts.ResolveUsernameRequest("ні"))


async def test_a_new_title_username_and_photo_are_pushed_and_shown(
    world: World, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    client = await connect(olena)
    heard = listen(client, events.Raw())
    entity = await client.get_entity("kryva_vezha")
    await client.get_messages(entity)  # from now on it hears of the channel
    channel.rename("Нова назва")
    channel.change_username("nova_nazva")
    channel.change_photo(b"\xff\xd8picture")
    await world.until(lambda: len(heard) == 3)
    shown = heard[-1]._entities[utils.get_peer_id(entity)]
    photo = channel.photo
    assert photo is not None
    assert (shown.title, shown.username, shown.photo.photo_id) == ("Нова назва", "nova_nazva", photo.id)
    full = await client(functions.channels.GetFullChannelRequest(entity))
    assert full.full_chat.chat_photo.id == photo.id
    (notice,) = await client.get_messages(entity, limit=1)
    assert notice.action.photo.id == photo.id
    channel.change_photo(None)
    (notice,) = await client.get_messages(entity, limit=1)
    assert isinstance(notice.action, types.MessageActionChatDeletePhoto)


async def test_joining_and_leaving(world: World, connect: Connect, listen: Listen, channel: Channel) -> None:
    petro = world.add_user("Петро")
    client = await connect(petro)
    heard = listen(client)
    entity = await client.get_entity("kryva_vezha")
    assert entity.left
    await client(functions.channels.JoinChannelRequest(entity))
    assert petro in channel.members
    channel.post("Вітаємо нових читачів")
    await world.until(lambda: heard)
    await client(functions.channels.LeaveChannelRequest(entity))
    assert petro not in channel.members


async def test_a_private_channel_needs_an_invitation(world: World, connect: Connect, olena: User) -> None:
    closed = world.add_channel(title="Штаб. Лише для своїх", private=True)
    client = await connect(olena)
    invite = closed.invite.rpartition("+")[2]
    seen = await client(functions.messages.CheckChatInviteRequest(invite))
    assert (seen.title, seen.broadcast) == ("Штаб. Лише для своїх", True)
    joined = await client(functions.messages.ImportChatInviteRequest(invite))
    assert joined.updates.chats[0].id == closed.id
    assert isinstance(await client(functions.messages.CheckChatInviteRequest(invite)), types.ChatInviteAlready)
    closed.remove(olena)
    with pytest.raises(errors.ChannelPrivateError):
        await client.get_messages(types.PeerChannel(closed.id), limit=1)
    with pytest.raises(errors.InviteHashExpiredError):
        await client(functions.messages.CheckChatInviteRequest("hadana_adresa"))


async def test_access_hashes_are_of_one_account_alone(
    world: World, connect: Connect, olena: User, channel: Channel
) -> None:
    peer = await (await connect(olena)).get_input_entity("kryva_vezha")
    of_petro = await connect(world.add_user("Петро"))
    with pytest.raises(errors.ChannelInvalidError):
        await of_petro(functions.channels.GetChannelsRequest([peer]))


async def test_dialogs_tell_every_channels_pts(world: World, connect: Connect, olena: User) -> None:
    channels = [world.add_channel(f"hromada_{number}", members=[olena]) for number in range(120)]
    channels[7].post("Найсвіжіше", at=datetime(2030, 1, 1, tzinfo=UTC))
    client = await connect(olena)
    dialogs = await client.get_dialogs()
    assert {dialog.entity.id: dialog.dialog.pts for dialog in dialogs} == {one.id: one.pts for one in channels}
    assert dialogs[0].entity.id == channels[7].id


async def test_a_full_channel_tells_its_pts(connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    channel.post("Одне")
    full = await client(functions.channels.GetFullChannelRequest("kryva_vezha"))
    assert (full.full_chat.pts, full.full_chat.participants_count) == (channel.pts, 1)


async def test_search_finds_words(connect: Connect, olena: User, channel: Channel) -> None:
    channel.post("Відключення світла за графіком")
    channel.post("Світло повернули")
    client = await connect(olena)
    found = [message.id async for message in client.iter_messages("kryva_vezha", search="світл", limit=10)]
    assert found == [3, 2]

"""What clients miss and how they learn of it: differences, pts, connections that die and come back."""

from typing import Any

import pytest
from telethon import errors, events, functions, types

from bot.sandbox.telegram import TelegramServer, World
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from tests.sandbox.conftest import Connect, Listen


async def difference(client: Any, channel: Channel, pts: int, limit: int = 100) -> Any:
    """What the client missed in a channel since a pts."""
    peer = await client.get_input_entity(channel.username)
    request = functions.updates.GetChannelDifferenceRequest(peer, types.ChannelMessagesFilterEmpty(), pts, limit)
    return await client(request)


async def test_a_channels_difference_tells_news_edits_and_deletions(
    connect: Connect, olena: User, channel: Channel
) -> None:
    client = await connect(olena)
    old, doomed = channel.post("Старе"), channel.post("Зайве")
    known = channel.pts
    new, brief = channel.post("Нове"), channel.post("Миттєве")
    channel.edit(old.id, "Старе, але виправлене")
    channel.edit(new.id, "Нове й виправлене")
    channel.delete(doomed.id, brief.id)
    told = await difference(client, channel, known)
    assert (told.final, told.pts) == (True, channel.pts)
    assert [message.message for message in told.new_messages] == ["Нове й виправлене"]
    edit, deletion = told.other_updates
    assert (edit.message.id, edit.message.message) == (old.id, "Старе, але виправлене")
    assert (deletion.messages, deletion.pts, deletion.pts_count) == ([doomed.id, brief.id], channel.pts, 2)


async def test_a_long_difference_comes_in_slices(connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    pts, told = channel.pts, []
    posts = [channel.post(f"Зведення № {number}").id for number in range(250)]
    final = False
    while not final:
        slice_ = await difference(client, channel, pts)
        told += [message.id for message in slice_.new_messages]
        pts, final = slice_.pts, slice_.final
    assert told == posts
    assert isinstance(await difference(client, channel, pts), types.updates.ChannelDifferenceEmpty)


async def test_impossible_pts_are_refused(connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    with pytest.raises(errors.PersistentTimestampEmptyError):
        await difference(client, channel, 0)
    with pytest.raises(errors.PersistentTimestampInvalidError):
        await difference(client, channel, channel.pts + 1)


async def test_after_a_killed_connection_catch_up_finds_what_was_missed(
    server: TelegramServer, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    world, client = server.world, await connect(olena)
    heard = listen(client)
    channel.post("Перед обривом")
    await world.until(lambda: heard)
    async with server.away():
        missed = [channel.post(f"Під час обриву {number}") for number in range(3)]
    await world.until(lambda: olena in server.connected)
    await client.catch_up()
    await world.until(lambda: len(heard) == 4)
    assert [event.id for event in heard[1:]] == [post.id for post in missed]


async def test_a_killed_connection_heals_and_hears_again(
    server: TelegramServer, connect: Connect, listen: Listen, olena: User, channel: Channel
) -> None:
    world, heard = server.world, listen(await connect(olena))
    server.kill_connections(olena)
    await world.until(lambda: server.connected == [])
    await world.until(lambda: server.listening(olena))
    channel.post("Знову на зв'язку")
    await world.until(lambda: heard)


async def test_private_messages_that_were_missed(world: World, connect: Connect, olena: User) -> None:
    petro = world.add_user("Петро")
    petro.says(olena, "Щось давнє")
    client = await connect(olena)
    state = await client(functions.updates.GetStateRequest())
    first = petro.says(olena, "Перше")
    petro.edits(first, "Перше, виправлене")
    petro.deletes(petro.says(olena, "Друге"))
    told = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, 0))
    assert [message.message for message in told.new_messages] == ["Перше, виправлене"]
    assert told.state.pts == state.pts + 4
    assert [type(update) for update in told.other_updates] == [types.UpdateDeleteMessages]


async def test_many_missed_private_messages_come_in_slices(
    world: World, connect: Connect, listen: Listen, olena: User
) -> None:
    petro = world.add_user("Петро")
    client = await connect(olena)
    heard = listen(client, events.NewMessage(incoming=True))
    state = await client(functions.updates.GetStateRequest())
    for number in range(230):
        petro.says(olena, f"Лист {number}")
    slice_ = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, 0))
    assert isinstance(slice_, types.updates.DifferenceSlice)
    assert len(slice_.new_messages) == 100
    await world.until(lambda: len(heard) == 230)


async def test_pts_grow_with_nobody_connected(world: World, channel: Channel) -> None:
    before = channel.pts
    post = channel.post("Хтось є?")
    channel.edit(post.id, "Є хтось?")
    channel.delete(post.id)
    assert channel.pts == before + 3


@pytest.mark.slow
async def test_a_channel_of_many_thousands_of_posts_is_served_at_once(
    connect: Connect, olena: User, channel: Channel
) -> None:
    for number in range(20_000):
        channel.post(f"Зведення № {number}")
    client = await connect(olena)
    oldest = await client.get_messages("kryva_vezha", limit=3, min_id=1, reverse=True)
    newest = await client.get_messages("kryva_vezha", limit=3)
    assert [message.id for message in oldest] == [2, 3, 4]
    assert [message.id for message in newest] == [20_001, 20_000, 19_999]
    told = await difference(client, channel, channel.pts - 50)
    assert len(told.new_messages) == 50

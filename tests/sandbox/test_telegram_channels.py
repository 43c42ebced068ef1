"""Channels through a real client: posts, edits, deletions, history, albums, pictures, joining."""

from typing import Any

from telethon import events

from bot.sandbox.telegram import World
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from tests.sandbox.conftest import Connect


def collect(client: Any, world: World, *kinds: Any) -> list[Any]:
    """Everything of these kinds that the client hears of."""
    heard: list[Any] = []

    async def hear(event: Any) -> None:
        heard.append(event)
        world.changed()

    for kind in kinds:
        client.add_event_handler(hear, kind)
    return heard


async def test_a_post_reaches_a_handler(world: World, connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    heard = collect(client, world, events.NewMessage())
    post = channel.post("Вода в місті буде о шостій.")
    await world.until(lambda: heard)
    assert (heard[0].id, heard[0].raw_text) == (post.id, "Вода в місті буде о шостій.")
    assert heard[0].chat.username == "kryva_vezha"
    assert heard[0].message.date == post.date

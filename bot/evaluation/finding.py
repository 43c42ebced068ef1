"""Which articles of a set are likest each of its posts, as the bot's own finder says."""

import asyncio
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bot.evaluation.hands import Hands
from bot.evaluation.helper import Likeness
from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance, Key, Names
from bot.evaluation.texts import head_of
from bot.matcher import all_of
from storage.records import PostId

if TYPE_CHECKING:
    from bot.meaning.leads import Leads
    from bot.meaning.meanings import Meanings

ENCODED = 64  # articles at once


async def encode_heads(labelled: LabelledSet, meanings: "Meanings", advance: Advance) -> None:
    """Make the vectors of all titles and leads: many at once keep all processes of an encoder busy."""
    from bot.meaning.meanings import headed  # noqa: PLC0415 - numpy comes with an encoder

    for at in range(0, len(labelled.articles), ENCODED):
        some = labelled.articles[at : at + ENCODED]
        await meanings.of_passages([text for one in some for text in headed(head_of(one))])
        advance(len(some))


async def find(
    hands: Hands, names: Names, sought: Collection[str], advance: Advance, leads: "Leads | None"
) -> dict[Key, float]:
    """For each post that has something to be found, how like it articles are, the likest first."""
    posts = [post_id for post_id, name in names.posts.items() if name in sought]
    found: dict[Key, float] = {}

    room = asyncio.Semaphore(hands.at_once)

    async def find_one(post_id: PostId) -> Sequence[Likeness]:
        async with room:  # as one is done the next is begun, so that nobody waits for the slowest of a batch
            alike = await hands.alike(post_id, leads)
        advance(1)
        return alike

    for post_id, alike in zip(posts, await all_of(map(find_one, posts)), strict=True):
        found.update({(names.posts[post_id], names.articles[each]): likeness for each, likeness in alike})
    return found

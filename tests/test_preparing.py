"""Texts prepared on their way into storage, here and in a process beside."""

import psutil
import pytest

from bot.language import prepare
from bot.preparing import Preparing, prepare_here

TEXTS = [
    "Обстріл  Замлиння: 3 об'єкти",
    "Міст через Ветлу відкрили 5 травня",
    "",
    "Мост открыли \ud800 вчера",
    "👍",
] * 3


def workers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "bot.language.worker" in child.cmdline()]


async def test_few_texts_start_no_process() -> None:
    async with Preparing(many=len(TEXTS)).reading() as reading:
        assert await reading.prepare(TEXTS) == [prepare(text) for text in TEXTS]
        assert not workers()


@pytest.mark.skipif(psutil.cpu_count() == 1, reason="one processor: nothing is prepared beside")
async def test_many_texts_are_prepared_beside_and_the_process_ends_with_the_last_reading() -> None:
    preparing = Preparing(many=1)
    async with preparing.reading() as reading:
        async with preparing.reading() as another:
            assert await reading.prepare(TEXTS) == await another.prepare(TEXTS) == [prepare(text) for text in TEXTS]
            assert len(workers()) == 1
        assert len(workers()) == 1
    assert not workers()


@pytest.mark.skipif(psutil.cpu_count() == 1, reason="one processor: nothing is prepared beside")
async def test_a_process_that_dies_costs_no_text() -> None:
    async with Preparing(many=1).reading() as reading:
        await reading.prepare(TEXTS)
        (worker,) = workers()
        worker.kill()
        assert await reading.prepare(TEXTS) == await prepare_here(TEXTS)
        assert await reading.prepare(TEXTS) == [prepare(text) for text in TEXTS]

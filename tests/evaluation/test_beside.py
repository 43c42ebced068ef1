"""What takes its time is done beside: in a process where there is much of it, in a thread where there is little."""

import os

import pytest

from bot.evaluation.beside import MANY, beside


async def test_little_is_thought_about_here():
    async with beside(MANY - 1) as (think, at_once):
        assert await think(os.getpid) == os.getpid()
    assert at_once == 1


@pytest.mark.slow
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor has no room for a second process")
async def test_much_is_thought_about_in_a_process_beside():
    async with beside(MANY) as (think, at_once):
        assert await think(os.getpid) != os.getpid()
        with pytest.raises(ZeroDivisionError):
            await think(divmod, 1, 0)
    assert at_once > 1

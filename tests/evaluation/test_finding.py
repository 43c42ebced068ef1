"""Finding in a set: with many posts in a process beside, with the same outcome."""

import os
from pathlib import Path

import pytest

from bot.evaluation import beside
from bot.evaluation.labelled import read_set
from bot.evaluation.play import Played, play

LABELLED = Path(__file__).parents[1] / "data" / "labelled"


@pytest.mark.slow
async def test_what_is_ranked_in_a_process_beside_is_ranked_as_here(monkeypatch: pytest.MonkeyPatch) -> None:
    labelled = read_set(LABELLED)
    here = await play(labelled)
    monkeypatch.setattr(beside, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    there = await play(labelled)
    assert here.likeness
    assert there.likeness == here.likeness
    for post in {post for post, _ in here.likeness}:
        assert _order(there, post) == _order(here, post)


def _order(played: Played, post: str) -> list[str]:
    return [article for of_post, article in played.likeness if of_post == post]

"""A large set is judged and ranked in processes beside, with the same outcome."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.evaluation import hands
from bot.evaluation.hand import AHEAD, HelperFailed
from bot.evaluation.hands import InProcesses
from bot.evaluation.labelled import read_set
from bot.evaluation.play import Played, play
from bot.meaning.meanings import Meanings
from storage.api import Store
from storage.opening import open_store
from storage.records import PostId, nobody
from tests.builders import new_post, watched
from tests.meaning.inside import Inside

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LABELLED = Path(__file__).parents[1] / "data" / "labelled"


@pytest.mark.slow
async def test_what_processes_beside_say_is_what_this_one_says(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    labelled = read_set(LABELLED)
    meanings = Meanings(store.vectors, Inside(), now=lambda: NOON)  # type: ignore[arg-type]
    here = await play(labelled, meanings=meanings)
    monkeypatch.setattr(hands, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    there = await play(labelled, meanings=meanings)
    assert here.likeness
    assert there.likeness == here.likeness
    assert there.ranks == here.ranks
    assert there.sources == here.sources
    for post in {post for post, _ in here.likeness}:
        assert _order(there, post) == _order(here, post)


def _order(played: Played, post: str) -> list[str]:
    return [article for of_post, article in played.likeness if of_post == post]


@pytest.mark.slow
async def test_a_process_that_cannot_do_what_it_is_asked_says_so_and_does_the_next_thing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'set.db'}"
    async with open_store(url):
        processes = InProcesses(url, 1)
        try:
            with pytest.raises(HelperFailed, match="no article 7"):
                await processes.judged(SimpleNamespace(id=7))  # type: ignore[arg-type]
            assert await processes.alike(PostId(1), None) == []
        finally:
            await processes.end()


class _Broken:
    """Nobody who could say what articles mean."""

    async def told(self, *_: object) -> object:
        raise LookupError("nobody knows")


@pytest.mark.slow
async def test_many_things_asked_at_once_are_each_answered_whatever_becomes_of_the_others(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'set.db'}"
    async with open_store(url) as store:
        added = await store.posts.add([new_post(await watched(store))], audience=nobody, at=NOON)
        post = added.posts[0]
        processes = InProcesses(url, 1)
        asked = (
            *(processes.judged(SimpleNamespace(id=1)) for _ in range(AHEAD + 1)),  # type: ignore[arg-type]
            processes.alike(post, _Broken()),  # type: ignore[arg-type]
        )
        try:
            said = await asyncio.gather(*asked, return_exceptions=True)
            assert [type(one) for one in said] == [*[HelperFailed] * (AHEAD + 1), LookupError]
            assert await processes.alike(post, None) == []  # a process begins anew
            given_up = asyncio.ensure_future(processes.alike(post, None))
            await asyncio.sleep(0)
        finally:
            await processes.end()
        with pytest.raises(HelperFailed, match="was ended"):
            await given_up


@pytest.mark.slow
async def test_a_process_that_cannot_begin_is_told_of(tmp_path: Path) -> None:
    processes = InProcesses(f"sqlite:///{tmp_path / 'missing.db'}", 1)
    with pytest.raises(HelperFailed, match="ended with"):
        await processes.alike(PostId(1), None)


@pytest.mark.slow
def test_a_process_beside_ends_with_its_input(tmp_path: Path) -> None:
    """Nothing is left over where the parent is killed: its end of the pipe closes then."""
    url = f"sqlite:///{tmp_path / 'set.db'}"

    async def make() -> None:
        async with open_store(url):
            pass

    asyncio.run(make())
    ended = subprocess.run([sys.executable, "-m", "bot.evaluation.helper", url], input=b"", check=False, timeout=30)
    assert ended.returncode == 0

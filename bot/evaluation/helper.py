"""A process that judges and ranks what a database holds: `python -m bot.evaluation.helper URL`.

It reads a line of JSON: what is to be done with which rows, one after another. It answers in pickles, each after a line
with its size: the outcome of each, or before it what it must be told, which the next line of its input says. It ends
with its input.
"""

import asyncio
import gc
import json
import os
import pickle
import signal
import sys
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bot.finder import Nearest, articles_like
from bot.judging import InThreads, Think, decided
from bot.language import search_keys
from bot.matching import Compared, Piece, pieces_of
from bot.matching.ranking import Alike, Seen, rank, read_article
from storage.api import Store
from storage.opening import read_store
from storage.records import Article, ArticleId, Post, PostId

if TYPE_CHECKING:
    from typing import BinaryIO

SELDOM = 1_000_000
"""New objects after which rubbish is looked for: what is at hand is much and none, and looking took a seventh."""
NICE = 5  # what the application itself does goes first

Do = Literal["begin", "judge", "compare", "decide", "rank"]
Likeness = tuple[ArticleId, float]

_read = lru_cache(maxsize=16384)(read_article)  # many posts of a set have an article in common


class Answer(NamedTuple):
    """What a process says: the outcome, what ails it, or what it must be told."""

    kind: Literal["done", "failed", "asks"]
    said: Any


async def likenesses(store: Store, post_id: PostId, leads: Nearest | None, *, think: Think) -> list[Likeness]:
    """What the bot's own finder says of a post."""

    async def ranked(post: Post, field: Sequence[Seen]) -> list[Alike]:
        found: list[Alike] = await think(_rank, post, field)
        return found

    post = await store.posts.get(post_id)
    found = await articles_like(store, post, leads, ranker=ranked) if post else ()
    return [(alike.article.id, alike.likeness) for alike in found]


def _rank(post: Post, field: Sequence[Seen]) -> list[Alike]:
    return rank(post, field, read=_read)


async def _here(function: Callable[..., Any], *args: object) -> Any:
    """Nothing else waits for this loop."""
    return function(*args)


class _Asking:
    """Asks whoever asked."""

    def __init__(self, answers: "BinaryIO") -> None:
        self._answers = answers

    def say(self, answer: Answer) -> None:
        """Write an answer."""
        said = pickle.dumps(tuple(answer), protocol=pickle.HIGHEST_PROTOCOL)  # this module is __main__ here
        self._answers.write(b"%d\n" % len(said) + said)
        self._answers.flush()

    def _told(self, *about: object) -> Any:
        self.say(Answer("asks", about))
        line = sys.stdin.buffer.readline()
        if not line:
            raise SystemExit(0)  # nobody is there any more
        return json.loads(line)

    async def near(
        self, post: Post, *, after: datetime, before: datetime, among: Collection[ArticleId], nearest: int
    ) -> Mapping[ArticleId, tuple[float, ...]]:
        """How near articles are to a post: see `Leads.near`."""
        rows = self._told(post, after, before, list(among), nearest)
        return {ArticleId(article_id): tuple(cosines) for article_id, *cosines in rows}


class _Work:
    """What can be done with a row."""

    def __init__(self, store: Store, asking: _Asking) -> None:
        self._store, self._judging, self._asking = store, InThreads(store, think=_here), asking
        self._compared: dict[int, tuple[Compared, Sequence[Piece], Sequence[Piece]]] = {}  # until near is said

    def of(self, do: Do) -> Callable[[int, bool, Any], Awaitable[object]]:
        """By name: called with the row, whether there is somebody to ask what articles mean, and what is given."""
        found = {"judge": self._judge, "compare": self._compare, "decide": self._decide, "rank": self._rank}
        return {"begin": self._begin, **found}[do]

    async def _begin(self, _: int, __: bool, ___: object) -> None:
        search_keys("Джерело")  # dictionaries are loaded

    async def _judge(self, row: int, _: bool, __: object) -> object:  # words ask nobody
        return await self._judging.judged(await self._article(row))

    async def _compare(self, row: int, _: bool, __: object) -> object:
        compared = await self._judging.compared(await self._article(row))
        asked, texts = pieces_of(compared)
        self._compared[row] = compared, asked, texts
        return asked, texts

    async def _decide(self, row: int, _: bool, rows: Sequence[Sequence[float]]) -> object:
        compared, asked, texts = self._compared.pop(row)
        names = [piece.text for piece in asked]
        each = zip(texts, rows, strict=bool(rows))  # nothing is said where nothing means anything
        return decided(compared, {text.text: dict(zip(names, row, strict=True)) for text, row in each})

    async def _rank(self, row: int, asks: bool, _: object) -> object:
        return await likenesses(self._store, PostId(row), self._asking if asks else None, think=_here)

    async def _article(self, row: int) -> Article:
        article = await self._store.articles.get(ArticleId(row))
        if article is None:
            raise LookupError(f"there is no article {row}")
        return article


async def serve(url: str, answers: "BinaryIO") -> None:
    """Do what is asked until the input ends."""
    async with read_store(url) as store:
        asking = _Asking(answers)
        work = _Work(store, asking)
        for line in sys.stdin.buffer:
            for asked in json.loads(line):
                asking.say(await _answer(work, asked))


async def _answer(work: _Work, asked: Mapping[str, Any]) -> Answer:
    try:
        return Answer("done", await work.of(asked["do"])(asked["row"], asked["asks"], asked["given"]))
    except Exception as error:  # noqa: BLE001 - whoever asked says what becomes of it
        return Answer("failed", f"{type(error).__name__}: {error}")


def main() -> None:
    """Serve the database that is named."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent says when to end
    os.nice(NICE)
    gc.set_threshold(SELDOM)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not stand among answers
    asyncio.run(serve(sys.argv[1], answers))


if __name__ == "__main__":
    main()

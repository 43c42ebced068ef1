"""Who judges and ranks a set: this process where it is small, processes beside where it is large."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from bot.evaluation.hand import Helper
from bot.evaluation.helper import Likeness, likenesses
from bot.judging import InThreads, Judged, Judging, Near
from bot.matcher import AT_ONCE
from storage.api import Store
from storage.records import Article, PostId, Verdict

if TYPE_CHECKING:
    from bot.meaning.leads import Leads

MANY = 400  # articles for which processes are worth their start
_EACH = 25  # rows asked of a process at once: those of a batch, so that none waits for another


class Hands(Judging, Protocol):
    """Whoever judges the articles of a set, and says which are like a post."""

    @property
    def at_once(self) -> int:
        """How many rows it is worth to ask for at one time."""

    async def alike(self, post_id: PostId, leads: "Leads | None") -> Sequence[Likeness]:
        """The articles of a post's window with their likeness, likest first."""


@dataclass(frozen=True, slots=True)
class Here(InThreads):
    """`Hands` in this process."""

    at_once: int = AT_ONCE

    async def alike(self, post_id: PostId, leads: "Leads | None") -> Sequence[Likeness]:
        """See `Hands`."""
        return await likenesses(self.store, post_id, leads, think=self.think)


class InProcesses:
    """`Hands` beside this one. They read the same file; what encoders say is known here, so they ask for it."""

    def __init__(self, url: str, count: int) -> None:
        self._helpers = [Helper(url) for _ in range(count)]
        self.at_once = _EACH * count

    def _for(self, row: int) -> Helper:
        """The same for the same row: it has at hand what it compared."""
        return self._helpers[row % len(self._helpers)]

    async def judged(self, article: Article) -> Judged:
        """See `Judging`."""
        judged: Judged = await self._for(article.id).ask("judge", article.id)
        return judged

    async def weighed(self, article: Article, near: Near) -> Sequence[Verdict]:
        """See `Judging`. While it is said here how near they are, the process judges others."""
        helper = self._for(article.id)
        asked, texts = await helper.ask("compare", article.id)
        found = await near(asked, texts)
        rows = [list(found[text.text].values()) for text in texts] if found else []
        verdicts: Sequence[Verdict] = await helper.ask("decide", article.id, given=rows)
        return verdicts

    async def alike(self, post_id: PostId, leads: "Leads | None") -> Sequence[Likeness]:
        """See `Hands`."""
        idlest = min(self._helpers, key=attrgetter("waiting"))
        found: Sequence[Likeness] = await idlest.ask("rank", post_id, leads.told if leads else None)
        return found

    async def begin(self) -> None:
        """Let all load what they need; whoever cannot begin says so when something is asked of it."""
        await asyncio.gather(*(helper.ask("begin", 0) for helper in self._helpers), return_exceptions=True)

    async def end(self) -> None:
        """End the processes."""
        await asyncio.gather(*(helper.end() for helper in self._helpers))


@asynccontextmanager
async def hands_for(articles: int, store: Store, url: str) -> AsyncIterator[Hands]:
    """Whoever judges so many articles, which the store at an address holds."""
    count = os.cpu_count() or 1
    if articles < MANY or count == 1:
        yield Here(store)
        return
    processes = InProcesses(url, count)
    beginning = asyncio.ensure_future(processes.begin())  # while posts come in, which are judged here
    try:
        yield processes
    finally:
        beginning.cancel()
        await asyncio.wait([beginning])
        await processes.end()

"""What a channel published before we watched it: read backwards, stored so that nobody is alerted."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import ChannelWait
from bot.incoming import Incoming, Source
from bot.keeper import Keeper
from storage.records import Access, Channel

log = logging.getLogger(__name__)

PAGE = 100

Report = Callable[[Sequence[Incoming]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfiller:
    """Goes on where it was stopped: how far back we hold a channel is stored with each page."""

    source: Source
    keeper: Keeper
    report: Report  # called with each page that is about to be stored

    async def backfill(self, channel: Channel, access: Access, *, since: datetime | None) -> int:
        """Store what is older than all we hold, newest first, back to a moment or to the beginning; how many posts.

        Raises the ChannelError tree but for waits, which are waited out, SessionDead and OSError.
        """
        return await self.keeper.extend(channel, self._pages(access, channel.seeded_from, since))

    async def _pages(self, access: Access, before: int, since: datetime | None) -> AsyncIterator[Sequence[Incoming]]:
        while before > 1:
            page = await self._page(access, before)
            kept = page[1 + max((at for at, each in enumerate(page) if since and each.sent_at < since), default=-1) :]
            if kept:
                self.report(kept)
                yield kept
            if len(kept) < len(page):
                return  # what is older is not wanted
            before = page[0].message_id if page else 0
        yield []  # the beginning of the channel: there is nothing older

    async def _page(self, access: Access, before: int) -> Sequence[Incoming]:
        while True:
            try:
                return await self.source.latest(access, limit=PAGE, before=before)
            except ChannelWait as wait:
                log.warning("backfill_waits", extra={"seconds": wait.seconds})
                await asyncio.sleep(wait.seconds)

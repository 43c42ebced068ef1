"""The clock on the wall, watched. One that is set back would put off all that is due by as much as it was set back.

Forwards it may jump: what is due is done a little early. After a step back the process ends, since much of what it
holds in memory is a time to wait for; the next start brings the stored times back by the same step.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import ClockSetBack
from storage.api import Store

log = logging.getLogger(__name__)

SEEN = "clock"  # the mark in storage: the latest time that the clock has shown
TOLERATED = timedelta(minutes=1)  # small steps only delay what is due by as little


@dataclass(slots=True)
class Timekeeper:
    """Remembers the time, so that a step back is noticed, in this process or by the next."""

    store: Store
    now: Callable[[], datetime]
    _seen: datetime | None = None

    async def begin(self) -> None:
        """Undo what a step back since the last run has done to stored times."""
        now, last = self.now(), await self.store.marks.get(SEEN)
        if last is not None and last - now > TOLERATED:
            moved = await self.store.clock_set_back(by=last - now, at=now)
            log.warning("clock_set_back", extra={"seconds": (last - now).total_seconds(), "rows": moved})
        self._seen = now
        await self.store.marks.put(SEEN, now)

    async def look(self) -> None:
        """Look at the clock once. Raises ClockSetBack."""
        now = self.now()
        if self._seen is not None and self._seen - now > TOLERATED:
            raise ClockSetBack((self._seen - now).total_seconds())  # the mark stays as it is, for the next start
        self._seen = now
        await self.store.marks.put(SEEN, now)

"""Claims that lapse: what somebody took and did not write must not keep others from it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.bell import Bells
from storage.api import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Ends them at their time, late where nobody ran then. Remembers nothing."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]
    lasting: timedelta | None  # None: for ever

    async def look(self) -> None:
        """End the claims that have lasted long enough; whoever made them is told."""
        if self.lasting is None:
            return
        now = self.now()
        if ended := await self.store.posts.lapse(before=now - self.lasting, at=now):
            log.info("claims_lapsed", extra={"claims": ended})
            self.bells.outbox.ring()

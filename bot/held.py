"""What was held for somebody, by quiet hours, a mute or the hour of a digest: one digest of it at its time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.bell import Bells
from storage.api import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Lets it go, late where nobody ran at its time. Remembers nothing."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]

    async def look(self) -> None:
        """Make the digests that have come due."""
        if told := await self.store.schedules.end(at=self.now()):
            log.info("digests_made", extra={"people": told})
            self.bells.outbox.ring()

"""What is told only if nobody writes it: looked at when its time has come, late where nobody ran then."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.bell import Bells
from storage.api import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Ends them at their time. Remembers nothing."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]

    async def look(self) -> None:
        """Alert whoever waited of what nobody has written."""
        while not self.bells.is_closing and (ended := await self.store.rules.end_waits(at=self.now())):
            log.info("waits_ended", extra={"waits": ended})
            self.bells.outbox.ring()

"""Numbers of a stretch of time."""

from datetime import datetime
from typing import Protocol

from storage.records import Stats


class Statistics(Protocol):
    """Counted when asked for, in one read."""

    async def between(self, since: datetime, until: datetime) -> Stats:
        """What was posted, and how soon it was written up. Deleted posts count; what a channel held before does not."""

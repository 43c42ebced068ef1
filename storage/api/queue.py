"""The queue: posts that nobody of ours has written up."""

from datetime import datetime
from typing import Protocol

from storage.records import PersonId, PostId, QueuePage


class Queue(Protocol):
    """Posts published since a moment, without bulk posters, that no article of ours was written from.

    Those that somebody took are among them; those that somebody wrote or that are not news, and deleted ones, are not.
    """

    async def page(self, number: int, *, size: int, since: datetime) -> QueuePage:
        """A page of it: by tier, and within a tier the oldest first."""

    async def written(self, url: str, *, by: PersonId, since: datetime, at: datetime) -> PostId | None:
        """Keep the address of what somebody wrote, of the post that they said since then to have written last.

        Marks all its alerts changed. Returns the post; None where they said so of none. Repeating it changes nothing.
        """

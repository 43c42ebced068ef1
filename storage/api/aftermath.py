"""What happens to posts after we wrote them up, and to those that nobody writes up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from storage.records import Aftermath, Job, Notice, PostId


class Afterwards(Protocol):
    """Posts with articles of ours are due for a look (`Stage.REVIEW_POST`) whenever something of them changes."""

    async def of(self, post_id: PostId) -> Aftermath | None:
        """A post and our articles written from it, but for those that editors rejected; None where there is none."""

    async def reviewed(
        self, job: Job, *, to_desk: Sequence[Notice] = (), to_writer: Sequence[Notice] = (), at: datetime
    ) -> None:
        """Tell the desk and the writer, or the writer alone (the desk, where nobody took it); each notice once."""

    async def escalate(self, *, before: datetime, since: datetime, at: datetime) -> int:
        """Tell editors of tier-1 posts that came before a moment and since another, and that nobody took or wrote.

        Only where the desk works so: some feed is ours, or somebody took or wrote a post within a week. Each post once.
        Returns how many posts.
        """

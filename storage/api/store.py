"""The work lists, and all of storage together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from storage.api.accounts import Accounts
from storage.api.aftermath import Afterwards
from storage.api.articles import Articles, Feeds, Matches
from storage.api.channels import Channels, Posts
from storage.api.files import Files
from storage.api.handovers import Handovers
from storage.api.labels import Labels
from storage.api.ledger import Ledger
from storage.api.outside import Outside
from storage.api.people import Alerts, People, Requests
from storage.api.places import Places
from storage.api.queue import Queue
from storage.api.rules import Rules
from storage.api.schedules import Schedules
from storage.api.stats import Statistics
from storage.records import Job, Parked, Stage


class Vectors(Protocol):
    """What encoders made of texts, by the encoder's name and the hash of a text."""

    async def get(self, encoder: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        """Those that are kept."""

    async def put(self, encoder: str, vectors: Mapping[bytes, bytes], *, at: datetime) -> None:
        """Keep vectors; those that are kept already stay."""

    async def forget(self, before: datetime) -> int:
        """Drop those that were made before; returns how many."""


class Work(Protocol):
    """The work lists of the stages."""

    async def due(self, stage: Stage, now: datetime, *, limit: int) -> list[Job]:
        """What is due, the longest due first."""

    async def failed(self, job: Job, *, error: str, at: datetime) -> bool:
        """A job failed: tried again in seconds.

        After the third time it is parked, operators are told, and True is returned.
        """

    async def pending(self, stage: Stage, item: int) -> bool:
        """Whether a job is on the list, due or not, and not parked."""

    async def parked(self) -> list[Parked]:
        """What was set aside, alerts and requests too, newest first."""

    async def waiting(self, stage: Stage) -> int:
        """How many jobs of a stage are on the list and not parked."""

    async def next_due_at(self, stage: Stage) -> datetime | None:
        """When the next job of a stage comes due."""


class Marks(Protocol):
    """Moments to be remembered across restarts, by name."""

    async def get(self, name: str) -> datetime | None:
        """The moment last put under a name."""

    async def put(self, name: str, at: datetime) -> None:
        """Remember a moment, in place of an earlier one of that name."""

    async def drop(self, name: str) -> None:
        """Forget a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Totals, for summaries and health."""

    channels: int
    posts: int
    articles: int
    matches: int
    alerts_sent: int
    alerts_due: int  # to people who can be written to
    median_alert_seconds: float | None  # from a post's receipt to its first alert; of the newest 1,000 alerted


class Condition(Enum):
    """In what condition a database is that could be opened."""

    MISSING = "missing"  # it would be made
    OLDER = "older"  # it would be migrated
    CURRENT = "current"


class Store(Protocol):
    """All of storage."""

    accounts: Accounts
    channels: Channels
    posts: Posts
    feeds: Feeds
    articles: Articles
    files: Files
    ledger: Ledger
    matches: Matches
    labels: Labels
    handovers: Handovers
    alerts: Alerts
    queue: Queue
    people: People
    places: Places
    schedules: Schedules
    statistics: Statistics
    afterwards: Afterwards
    outside: Outside
    requests: Requests
    rules: Rules
    work: Work
    marks: Marks
    vectors: Vectors

    async def counts(self) -> Counts:
        """Totals."""

    async def clock_set_back(self, *, by: timedelta, at: datetime) -> int:
        """The clock shows an earlier time than it did: what waits for a later one comes due as it would have.

        Returns how many rows that concerned.
        """

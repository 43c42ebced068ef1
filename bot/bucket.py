"""A bucket of tokens: what may be done in a burst, and then at a rate."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ALMOST = 1e-6  # of a token: what rounding to microseconds takes away


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at a rate, up to a number."""

    per_second: float
    size: float
    tokens: float
    filled_at: datetime

    def count(self, now: datetime) -> None:
        """One goes now, even where none is left."""
        self.ready_at(now)
        self.tokens = max(self.tokens - 1, 0)

    def ready_at(self, now: datetime) -> datetime:
        """When a token will be there: now, where one is."""
        passed = max((now - self.filled_at).total_seconds(), 0)  # a clock that was set back gives nothing
        self.tokens = min(self.size, self.tokens + passed * self.per_second)
        self.filled_at = now
        if self.tokens >= 1 - ALMOST:
            return now
        return now + timedelta(seconds=(1 - self.tokens) / self.per_second)


def full(per_second: float, size: float, now: datetime) -> Bucket:
    """A bucket nobody has taken from."""
    return Bucket(per_second=per_second, size=size, tokens=size, filled_at=now)

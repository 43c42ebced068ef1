"""Digests of bulk posters, at the times of day that the settings name: nobody's night is spoilt by them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.bell import Bells
from storage.api import Store
from storage.records import DIGESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Makes each digest once, late where nobody ran at its time. Remembers nothing."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]
    times: Sequence[time]
    timezone: ZoneInfo

    async def look(self) -> None:
        """Make the digest that has come due, if one has."""
        now, last = self.now(), await self.store.marks.get(DIGESTED)
        if last is None:  # nothing was published before us
            await self.store.marks.put(DIGESTED, now)
            return
        due = latest(self.times, now, self.timezone)
        if due > last and await self.store.alerts.digest(after=last, until=due, at=now):
            self.bells.outbox.ring()


def latest(times: Sequence[time], now: datetime, timezone: ZoneInfo) -> datetime:
    """The latest of these times of day that has come, in UTC."""
    today = now.astimezone(timezone).date()
    moments = [
        datetime.combine(day, each, timezone).astimezone(UTC)
        for day in (today - timedelta(days=1), today)
        for each in times
    ]
    return max(moment for moment in moments if moment <= now)

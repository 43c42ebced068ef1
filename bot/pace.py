"""How quickly messages may go out: token buckets for everything, for each chat and for each group.

Nothing here waits. Whoever wants to send asks; what may not go yet stays in the database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from config.settings import Pace as Rates

CHAT_BURST = 5
SECONDS_OF_BURST = 1  # the stage looks once a second at the latest, so that much must fit at once
ALMOST = 1e-6  # of a token: what rounding to microseconds takes away


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at a rate, up to a number."""

    per_second: float
    size: float
    tokens: float
    filled_at: datetime

    def ready_at(self, now: datetime) -> datetime:
        """When a token will be there: now, where one is."""
        passed = max((now - self.filled_at).total_seconds(), 0)  # a clock that was set back gives nothing
        self.tokens = min(self.size, self.tokens + passed * self.per_second)
        self.filled_at = now
        if self.tokens >= 1 - ALMOST:
            return now
        return now + timedelta(seconds=(1 - self.tokens) / self.per_second)


class Pace:
    """The pace of one account. It remembers waits that Telegram asked for; after a restart Telegram repeats them."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._all: Bucket | None = None
        self._chats: dict[int, list[Bucket]] = {}
        self._held: dict[int | None, datetime] = {}

    def ready_at(self, now: datetime) -> datetime:
        """When anything at all may go out: now, where it may."""
        return max(self._overall(now).ready_at(now), self._held_until(None, now))

    def chat_ready_at(self, chat_id: int, *, now: datetime) -> datetime:
        """When something may go to a chat: now, where it may."""
        waits = [self._held_until(None, now), self._held_until(chat_id, now)]
        return max([*waits, *(bucket.ready_at(now) for bucket in self._buckets(chat_id, now))])

    def take(self, chat_id: int, *, now: datetime) -> datetime:
        """Ask to send to a chat: now where it may go, and is counted; else when to ask again."""
        ready = self.chat_ready_at(chat_id, now=now)
        if ready == now:
            for bucket in self._buckets(chat_id, now):
                bucket.tokens -= 1
        return ready

    def let_pass(self, chat_id: int, *, now: datetime) -> datetime:
        """An answer to somebody who waits: now, unless Telegram asked to wait. It is counted, so alerts give way."""
        ready = max(self._held_until(None, now), self._held_until(chat_id, now))
        if ready == now:
            for bucket in self._buckets(chat_id, now):
                bucket.ready_at(now)
                bucket.tokens = max(bucket.tokens - 1, 0)
        return ready

    def hold(self, chat_id: int | None, *, until: datetime) -> None:
        """Nothing goes to a chat (None: to anybody) before then."""
        self._held[chat_id] = max(until, self._held.get(chat_id, until))

    def _buckets(self, chat_id: int, now: datetime) -> list[Bucket]:
        return [self._overall(now), *self._of_chat(chat_id, now)]

    def _overall(self, now: datetime) -> Bucket:
        if self._all is None:
            rate = self._rates.per_second
            self._all = full(rate, max(1, rate * SECONDS_OF_BURST), now)
        return self._all

    def _of_chat(self, chat_id: int, now: datetime) -> list[Bucket]:
        if chat_id not in self._chats:
            rate = self._rates.per_chat_per_second
            self._chats[chat_id] = [full(rate, max(CHAT_BURST, rate * SECONDS_OF_BURST), now)]
            if chat_id < 0:  # a group's id is negative
                self._chats[chat_id].append(full(self._rates.per_group_per_minute / 60, CHAT_BURST, now))
        return self._chats[chat_id]

    def _held_until(self, chat_id: int | None, now: datetime) -> datetime:
        until = self._held.get(chat_id)
        if until is not None and until <= now:
            del self._held[chat_id]
        return now if until is None else max(until, now)


def full(per_second: float, size: float, now: datetime) -> Bucket:
    """A bucket nobody has taken from."""
    return Bucket(per_second=per_second, size=size, tokens=size, filled_at=now)

"""How quickly messages may go out: overall, to each chat and to each group.

What Telegram names (30 a second overall, 20 a minute to a group) it is believed to count within sliding windows, and so
does this: a bucket that fills at the same rate lets twice as many through in its first second, which earns a wait. A
message counts from the moment it was answered: Telegram counted it before, however long it was on its way. Of one chat
Telegram says "about one a second", with some patience: a bucket, so that what is urgent waits a second and not five.

Nothing here waits. Whoever wants to send asks; what may not go yet stays in the database.
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.bucket import Bucket, full
from config.settings import Pace as Rates

CHAT_BURST = 5
MINUTE = 60


@dataclass(slots=True)
class Window:
    """At most so many within any stretch of this length."""

    most: int
    length: timedelta
    went: deque[datetime] = field(default_factory=deque)

    def ready_at(self, now: datetime) -> datetime:
        """When one more may go: now, where it may."""
        if self.went and self.went[-1] > now:  # the clock was set back: what went is taken to have gone just now
            self.went = deque([now] * len(self.went))
        while self.went and self.went[0] + self.length <= now:
            self.went.popleft()
        return now if len(self.went) < self.most else self.went[len(self.went) - self.most] + self.length

    def count(self, now: datetime) -> None:
        """One goes now."""
        self.went.append(now)

    def answered(self, went_at: datetime, now: datetime) -> None:
        """What went then was on its way till now."""
        if went_at in self.went:
            self.went.remove(went_at)
        self.went.append(now)


def window(rate: float, seconds: float = 1) -> Window:
    """At most so many a second, counted over as many seconds, or as long as one of them takes."""
    most = max(1, int(rate * seconds))
    return Window(most=most, length=timedelta(seconds=most / rate))


class Pace:
    """The pace of one account. It remembers waits that Telegram asked for; after a restart Telegram repeats them."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._all = window(rates.per_second)
        self._chats: dict[int, list[Window | Bucket]] = {}
        self._held: dict[int | None, datetime] = {}

    def ready_at(self, now: datetime) -> datetime:
        """When anything at all may go out: now, where it may."""
        return max(self._all.ready_at(now), self._held_until(None, now))

    def chat_ready_at(self, chat_id: int, *, now: datetime) -> datetime:
        """When something may go to a chat: now, where it may."""
        waits = [self._held_until(None, now), self._held_until(chat_id, now)]
        return max([*waits, *(each.ready_at(now) for each in self._limits(chat_id, now))])

    def take(self, chat_id: int, *, now: datetime) -> datetime:
        """Ask to send to a chat: now where it may go, and is counted; else when to ask again."""
        ready = self.chat_ready_at(chat_id, now=now)
        if ready == now:
            self._count(chat_id, now)
        return ready

    def answered(self, chat_id: int, went_at: datetime, *, now: datetime) -> None:
        """What went to a chat then was answered now, be it by an error."""
        for each in self._limits(chat_id, now):
            if isinstance(each, Window):
                each.answered(went_at, now)

    def let_pass(self, chat_id: int, *, now: datetime) -> datetime:
        """An answer to somebody who waits: now, unless Telegram asked to wait. It is counted, so alerts give way."""
        ready = max(self._held_until(None, now), self._held_until(chat_id, now))
        if ready == now:
            self._count(chat_id, now)
        return ready

    def hold(self, chat_id: int | None, *, until: datetime) -> None:
        """Nothing goes to a chat (None: to anybody) before then."""
        self._held[chat_id] = max(until, self._held.get(chat_id, until))

    def _count(self, chat_id: int, now: datetime) -> None:
        for each in self._limits(chat_id, now):
            each.count(now)

    def _limits(self, chat_id: int, now: datetime) -> Sequence[Window | Bucket]:
        if chat_id not in self._chats:
            rate = self._rates.per_chat_per_second
            self._chats[chat_id] = [full(rate, max(CHAT_BURST, rate), now)]
            if chat_id < 0:  # a group's id is negative
                rate = self._rates.per_group_per_minute / 60
                self._chats[chat_id] += [full(rate, CHAT_BURST, now), window(rate, MINUTE)]
        return [self._all, *self._chats[chat_id]]

    def _held_until(self, chat_id: int | None, now: datetime) -> datetime:
        until = self._held.get(chat_id)
        if until is not None and until <= now:
            del self._held[chat_id]
        return now if until is None else max(until, now)

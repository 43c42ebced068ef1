"""What may be asked of Telegram now, so that following many channels never ends in a long wait."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.bucket import ALMOST, Bucket, full
from bot.errors import ChannelWait
from storage.records import Channel, Mode

log = logging.getLogger(__name__)


class Ask(Enum):
    """What Telegram may ask us to wait with; a wait concerns its own kind alone."""

    LIST = "the list of channels"
    NAME = "resolving and joining"
    POLL = "looking at channels that are not joined"
    HISTORY = "reading histories"


PACES = {Ask.NAME: (1 / 20, 25), Ask.POLL: (10.0, 25)}
"""So many a second, and so many at once. Telegram limits names and joins most: beyond some dozen it wants hours."""


@dataclass(slots=True)
class Asking:
    """Of one account. It keeps the waits that Telegram asked for, and a pace of its own."""

    now: Callable[[], datetime]
    _waits: dict[Ask, datetime] = field(default_factory=dict)
    _buckets: dict[Ask, Bucket] = field(default_factory=dict)

    def may(self, ask: Ask) -> bool:
        """Whether it may be asked now."""
        return self._waits.get(ask, self.now()) <= self.now() and self._bucket(ask).ready_at(self.now()) <= self.now()

    def way(self, channel: Channel, *, is_joined: bool, is_known: bool) -> Ask:
        """What it takes to follow a channel. What is public and known is asked about until its turn to be joined."""
        if is_joined:
            return Ask.HISTORY
        can_wait = channel.spec.mode is Mode.POLL or (channel.spec.username is not None and not self.may(Ask.NAME))
        return Ask.POLL if is_known and can_wait else Ask.NAME

    def is_idle(self, ask: Ask) -> bool:
        """Whether it was not asked for so long that as many as ever may be asked at once."""
        return self.may(ask) and self._bucket(ask).tokens >= self._bucket(ask).size - ALMOST

    def count(self, ask: Ask) -> None:
        """It is asked now."""
        if ask in PACES:
            self._bucket(ask).count(self.now())

    def wait(self, ask: Ask, wait: ChannelWait) -> None:
        """Telegram asked to wait."""
        log.warning("telegram_asks_to_wait", extra={"with": ask.value, "seconds": wait.seconds})
        self._waits[ask] = self.now() + timedelta(seconds=wait.seconds)

    def _bucket(self, ask: Ask) -> Bucket:
        if ask not in self._buckets:
            self._buckets[ask] = full(*PACES.get(ask, (1, 1)), self.now())
        return self._buckets[ask]


def urgency(channel: Channel) -> tuple[int, float]:
    """New ones come first, since somebody waits for them; then those of the first tier."""
    return 0 if channel.seeded_at is None else channel.spec.tier, -channel.added_at.timestamp()

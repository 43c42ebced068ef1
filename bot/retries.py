"""Channels that could not be followed, and when each may be tried again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import ChannelError
from storage.records import Channel, ChannelId, Notice, NoticeKind

PAUSES = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))


@dataclass(slots=True)
class Retries:
    """Each failure in a row makes the pause longer."""

    now: Callable[[], datetime]
    _failures: dict[ChannelId, int] = field(default_factory=dict)
    _at: dict[ChannelId, datetime] = field(default_factory=dict)

    def __contains__(self, channel: ChannelId) -> bool:
        return channel in self._at

    def may(self, channel: ChannelId) -> bool:
        """Whether it may be tried now."""
        return channel not in self._at or self._at[channel] <= self.now()

    def failed(self, channel: ChannelId) -> None:
        """It failed once more."""
        failures = self._failures.get(channel, 0)
        self._at[channel] = self.now() + PAUSES[min(failures, len(PAUSES) - 1)]
        self._failures[channel] = failures + 1

    def over(self, channel: ChannelId) -> None:
        """It is well."""
        self._at.pop(channel, None)
        self._failures.pop(channel, None)


def channel_failed(channel: Channel, error: ChannelError, *, at: datetime) -> Notice:
    """What operators hear of it, once a day at most."""
    return Notice(
        kind=NoticeKind.CHANNEL_FAILED,
        key=f"channel_failed|{channel.id}|{at:%Y-%m-%d}",
        data={"channel": channel.title, "error": str(error)},
    )

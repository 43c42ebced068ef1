"""What we know of a channel's messages, and when we did not see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.ids import ChannelId


class Cause(StrEnum):
    """Why a channel was not seen, or why one post was seen late."""

    STOPPED = "stopped"  # we were not running
    AWAY = "away"  # there was no connection to Telegram
    FAILED = "failed"  # the channel could not be read
    TAKEN_OVER = "taken_over"  # the account that followed it was lost, and another took it over
    MISSED = "missed"  # we saw the channel, but its push did not come: a probe or a comparison found the post
    POLLED = "polled"  # the channel is not joined, so it is asked about now and then
    SLOW = "slow"  # Telegram itself told of it late


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Why a post reached us long after it was published; since when we saw nothing, where that is why."""

    cause: Cause
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindness:
    """A time in which we did not see what a channel posted."""

    since: datetime
    until: datetime | None  # when it was caught up; None: it is not yet
    cause: Cause
    recovered: int  # posts of that time that were fetched afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLedger:
    """The message ids of one channel from the oldest that we mean to hold to the newest that we know of."""

    channel_id: ChannelId
    first: int
    last: int  # 0 where none is known
    held: int
    deleted: int  # what we hold of them stays
    service: int  # never posts
    absent: int  # gone when we first read there: deleted before we saw them
    blindness: tuple[Blindness, ...]  # newest first

    @property
    def unknown(self) -> int:
        """Ids of which we cannot say what they are."""
        span = self.last - self.first + 1 if self.last else 0
        return max(span - self.held - self.deleted - self.service - self.absent, 0)

"""When posts come to somebody. Pure: whoever asks brings the moment and the time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.records.ids import ChannelId, PostId

TOP = 1  # the tier that may come through the night
LOWEST = 3  # bulk posters, where a rule asks for them, come as this tier does
DAY = timedelta(days=1)
MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Hours are minutes from midnight, in the person's time zone."""

    quiet: tuple[int, int] | None = None  # from when to when nothing comes
    urgent: bool = True  # but tier 1
    digest_at: tuple[int, ...] = ()  # when digests come
    digested: frozenset[int] = frozenset({LOWEST})  # of these tiers, where there are digests
    silent: frozenset[int] = frozenset({LOWEST})  # tiers that come without a sound

    def held_until(self, tier: int, zone: ZoneInfo, at: datetime) -> datetime | None:
        """Until when a post of this moment waits; None: it comes at once."""
        until = None
        if self.digest_at and min(tier, LOWEST) in self.digested:
            until = next_of(self.digest_at, zone, at)
        if self.quiet is not None and not (self.urgent and tier == TOP):
            until = quiet_until(self.quiet, zone, until or at) or until
        return until

    def is_silent(self, tier: int) -> bool:
        """Whether a post of this tier comes without a sound."""
        return min(tier, LOWEST) in self.silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """Somebody wants nothing for a time: of a channel, of the story of a post, or at all."""

    until: datetime
    channel_id: ChannelId | None = None
    post_id: PostId | None = None
    text: str = ""  # of the post


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is held for somebody."""

    posts: int
    until: datetime | None  # when the first digest of it comes


def quiet_until(quiet: tuple[int, int], zone: ZoneInfo, at: datetime) -> datetime | None:
    """When the quiet hours end in which a moment lies; None: it lies in none.

    Each night is a stretch of UTC from one local time to another, so that it has one end where clocks change in it.
    """
    begins, ends = quiet
    today = at.astimezone(zone).date()
    for day in (today - DAY, today):
        end = _moment(day if ends > begins else day + DAY, ends, zone)
        if _moment(day, begins, zone) <= at < end:
            return end
    return None


def next_of(hours: Iterable[int], zone: ZoneInfo, at: datetime) -> datetime:
    """The first of some times of day that comes after a moment."""
    today = at.astimezone(zone).date()
    return min(moment for each in hours for day in (today, today + DAY) if (moment := _moment(day, each, zone)) > at)


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """A local time in UTC: the first of two where clocks are set back, an hour later where it does not exist."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)

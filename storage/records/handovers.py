"""What one shift tells the next."""

from dataclasses import dataclass
from datetime import datetime

from storage.records.ids import HandoverId, PersonId, PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPost:
    """A post of a shift, as far as one line tells of it."""

    post_id: PostId
    tier: int
    channel: str
    link: str
    beginning: str
    sent_at: datetime
    who: str | None = None  # took it, or says to have written it
    said_at: datetime | None = None
    is_done: bool = False
    site: str | None = None  # of ours, wrote it up first
    minutes: int | None = None  # after the post
    is_probable: bool = False  # that article comes from the post probably, not surely
    others: tuple[str, ...] = ()  # sites of others that surely wrote it up, as they came


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A time in which a channel was not seen."""

    channel: str
    since: datetime
    until: datetime | None
    recovered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What was in a stretch of time, as it stood at its end. Only posts that alerted somebody count."""

    fired: int = 0
    open: tuple[ShiftPost, ...] = ()  # nobody of us wrote or took it
    more_open: int = 0
    writing: tuple[ShiftPost, ...] = ()  # taken and not written; from before the shift too
    written: tuple[ShiftPost, ...] = ()
    more_written: int = 0
    not_news: int = 0
    lapsed: int = 0  # taken, and not written in time
    late: int = 0  # posts that reached us long after they were published
    undelivered: tuple[tuple[str, int], ...] = ()  # who did not get how many alerts
    unseen: tuple[Unseen, ...] = ()
    knows_ours: bool = True  # some feed is marked as ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A shift from the last handover on, as somebody looked at it or handed it over."""

    id: HandoverId
    person_id: PersonId
    person_name: str
    since: datetime
    until: datetime
    shift: Shift
    given_at: datetime | None
    sent_at: datetime | None

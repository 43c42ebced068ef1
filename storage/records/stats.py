"""What a stretch of time held, in numbers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPosts:
    """The posts of one channel."""

    title: str
    tier: int
    hours: tuple[tuple[datetime, int], ...]  # the beginning of an hour, and how many posts came in it


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstArticles:
    """How long after a post the first articles came out that were surely written from it, in minutes; 0 at least."""

    ours: float | None
    others: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Posts since a moment, and their first articles. Those of bulk posters are counted, but have no articles here."""

    since: datetime
    until: datetime
    channels: tuple[ChannelPosts, ...]  # those that posted, most first
    firsts: tuple[FirstArticles, ...]  # one for each post that anybody wrote up
    posts: int  # that might be written up
    knows_ours: bool  # some feed is ours

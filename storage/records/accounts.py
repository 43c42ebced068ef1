"""The accounts that watch, and who follows what."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account that watches, or did."""

    id: int  # the numeric Telegram id
    name: str
    session: str  # a fingerprint of the session it last came with
    lost_at: datetime | None  # when Telegram ended that session
    error: str | None
    channels: int = 0  # that it follows
    backups: int = 0  # that it would take over


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who follows a channel, and who takes over."""

    account: int
    backup: int | None = None

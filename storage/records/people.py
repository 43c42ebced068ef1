"""People, their roles, and what they said of posts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from storage.records.ids import PersonId
from storage.records.places import Place
from storage.records.schedules import Schedule


class Role(IntEnum):
    """Who may do what; a higher role includes the lower ones. Only the settings make an owner."""

    REPORTER = 1
    EDITOR = 2
    OPERATOR = 3
    OWNER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the bot serves."""

    id: PersonId
    name: str
    role: Role
    language: str  # uk or en
    timezone: str
    added_at: datetime
    muted_at: datetime | None  # wants no alerts of posts
    unreachable_at: datetime | None  # the bot cannot write to them
    schedule: Schedule = field(default_factory=Schedule)
    may_undo: bool = False  # their last change of it
    place: Place | None = None  # of a group; None for somebody who speaks with the bot in private

    @property
    def chat_id(self) -> int:
        """Where the bot writes to them."""
        return self.id if self.place is None else self.place.chat_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A one-time invitation; only the SHA-256 of its token is kept."""

    token_hash: bytes = field(repr=False)
    role: Role
    made_by: PersonId
    expires_at: datetime


class ClaimState(StrEnum):
    """What an editor has said of a post."""

    TAKEN = "taken"
    WRITTEN = "written"
    NOT_NEWS = "not_news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An editor's word on a post, seen by all editors."""

    state: ClaimState
    person_id: PersonId
    person_name: str
    made_at: datetime
    link: str | None = None  # of what was written, where they sent it

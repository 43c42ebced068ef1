"""What is compared: what the channels held, what is stored, what the phones show. Plain data; times are seconds."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from re import compile as pattern

MARK = pattern(r"№(\d{6})/(\d{2})")


class Kind(StrEnum):
    """What a message of a channel is."""

    POST = "post"  # it carries the text of a post
    PART = "part"  # of an album, without a text
    SERVICE = "service"
    EARLIER = "earlier"  # it stood there before anybody watched


@dataclass(slots=True)
class Version:
    """What a message said, from when to when; and when the wire carried it to the application."""

    text: str
    since: float
    until: float = inf
    carried: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """One message of a channel, through all its versions."""

    channel: int
    message_id: int
    number: int  # of the post that it belongs to; 0 for service messages and what stood there before
    kind: Kind
    versions: list[Version]
    gone_at: float = inf


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the application was connected and nothing disturbed it."""

    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Question:
    """What an editor wrote to the bot."""

    editor: int
    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """What a phone shows of the bot's."""

    text: str
    answers: int | None  # the id of what it answers


@dataclass(slots=True)
class Truth:
    """All that the application was told, or could have been."""

    messages: dict[tuple[int, int], Told] = field(default_factory=dict)  # by channel and message id
    stretches: list[Stretch] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)  # posts whose taking was answered to an editor


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post as it is stored."""

    text: str
    is_deleted: bool
    revisions: tuple[str, ...]
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger."""

    state: str
    post: int | None


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is stored."""

    ledger: dict[tuple[int, int], Entry]
    posts: dict[int, StoredPost]
    doubled: tuple[tuple[int, int], ...] = ()  # messages of which there is more than one post


Phones = dict[int, list[Bubble]]
"""What each editor's phone shows, by the editor's id."""

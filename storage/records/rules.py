"""What people want to hear of: rules, and who hears of a post because of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from storage.records.channels import Channel
from storage.records.ids import ChannelId, DraftId, PersonId, PostId, RequestId, RuleId
from storage.records.people import Person
from storage.records.posts import NewPost


class PatternKind(StrEnum):
    """How a post is searched."""

    WORDS = "words"  # all of them, in any form and anywhere
    PHRASE = "phrase"  # in any form, side by side
    EXPRESSION = "expression"  # a regular one


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Something that a post may say, as a person wrote it; an expression without its slashes."""

    kind: PatternKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Which posts a rule lets through. What is empty asks for nothing; what is there must all hold."""

    channels: frozenset[ChannelId] = frozenset()
    tiers: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    wanted: tuple[Pattern, ...] = ()  # one of them is enough
    unwanted: tuple[Pattern, ...] = ()  # one of them is too many
    unwritten_minutes: int | None = None  # only if nobody has written it so long after it was published


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of somebody. Who has none that is on hears of everything but bulk posters."""

    id: RuleId
    whose: PersonId  # a person's numeric id; a chat's would be negative
    criteria: Criteria
    is_on: bool
    revision: int  # of all rules, at its last change: whoever knows the rules up to a number asks for those above it
    made_at: datetime
    changed_at: datetime
    removed_at: datetime | None  # undoing brings it back

    @property
    def is_active(self) -> bool:
        """Whether it lets anything through."""
        return self.is_on and self.removed_at is None


class Asking(StrEnum):
    """What of a draft its author is to write next."""

    WANTED = "wanted"
    UNWANTED = "unwanted"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rule while it is being written, new or changed. It stays when it is saved: its buttons stay in the chat."""

    id: DraftId
    person_id: PersonId  # whose rule it is
    made_by: PersonId  # who is to write its words: the same, or an editor of the group whose it is
    rule_id: RuleId | None  # the rule that it changes, or became
    criteria: Criteria
    asking: Asking | None
    asked_at: datetime | None
    request_id: RequestId | None  # that answered last: worked out once more it changes nothing
    saved_at: datetime | None


class Reason(NamedTuple):
    """A rule that let a post through, and the words of the post that it asked for."""

    rule_id: RuleId
    found: tuple[str, ...] = ()


class Recipient(NamedTuple):
    """Somebody who is to hear of a post."""

    person_id: PersonId
    why: tuple[Reason, ...] = ()  # nothing: they have no rules
    unwritten_for: timedelta | None = None  # so long after it was published, and only if nobody has written it


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who there is in the transaction that stores posts, and the rules that changed after a revision."""

    people: Sequence[Person]
    rules_since: Callable[[int], Sequence[Rule]]


Chooser = Callable[[NewPost, Channel], Iterable[Recipient]]
"""Who hears of a new post."""

Audience = Callable[[Roster], Chooser]
"""Made into a chooser once for each transaction that stores posts, and called inside it: quick, and asks nobody."""


def nobody(_: Roster) -> Chooser:
    """An audience of none."""
    return lambda _post, _channel: ()


class Fate(StrEnum):
    """What became of telling somebody of a post."""

    SENT = "sent"
    COPY = "copy"  # it stands in the alert of the first post that says the same
    DUE = "due"  # on its way
    HELD = "held"  # until all that was missed is there, for one summary
    QUIET = "quiet"  # until quiet hours or a mute end, or the hour of a digest comes
    SUMMED_UP = "summed_up"  # told of in a summary
    FAILED = "failed"  # set aside after three failures
    WAITS = "waits"  # for its time, if nobody writes it until then
    WRITTEN = "written"  # somebody wrote it in time
    OFF = "off"  # nobody wanted it any more when its time came


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Somebody who was told of a post, or was to be."""

    person_id: PersonId
    person_name: str
    fate: Fate
    why: tuple[Reason, ...]
    made_at: datetime | None
    sent_at: datetime | None
    wait_until: datetime | None  # until when it is held, or was to wait whether somebody writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """A held post, as far as rules look at it."""

    id: PostId
    channel_id: ChannelId
    sent_at: datetime
    text: str
    keys: str
    language: str | None
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The newest posts of a time that may pass a rule, newest first; not all of them where there are too many."""

    posts: tuple[Sampled, ...]
    since: datetime  # nothing that was sent before was looked at

"""What people are told."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records.channels import Channel
from storage.records.ids import AlertId
from storage.records.matches import Mention
from storage.records.people import Claim, Person
from storage.records.posts import Copy, Post
from storage.records.rules import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that an alert shows of a post, read in one transaction. Mentions stand in order of publication."""

    post: Post
    channel: Channel
    mentions: tuple[Mention, ...]
    claim: Claim | None
    picture: str | None = None  # the content hash of its first picture that is held
    rejected: int = 0  # articles that editors say do not come from it
    copies: tuple[Copy, ...] = ()  # the same statement in other channels, in order of publication
    first_text: str | None = None  # its text as we first saw it, where it was edited since


DIGESTED = "digest"
"""The mark of when bulk posters were told of last."""


class NoticeKind(StrEnum):
    """What the bot tells of its own accord, beside posts."""

    BLIND = "blind"  # watching has stopped
    SIGHTED = "sighted"  # watching goes on; data says since when and what was recovered
    CHANNEL_FAILED = "channel_failed"
    CHANNEL_CHANGED = "channel_changed"  # a pinned channel goes by another username or title
    ACCOUNT_LOST = "account_lost"  # an account watches no more; data says how many channels moved, and to whom
    ACCOUNTS_FULL = "accounts_full"  # channels for which no account has room
    FEED_FAILED = "feed_failed"
    PARKED = "parked"  # a row failed three times and was set aside
    UNREACHABLE = "unreachable"  # somebody cannot be written to
    LIMITED = "limited"  # Telegram wants the bot to be silent for long; data says until when
    ESCALATED = "escalated"  # nobody took or wrote a tier-1 post; it comes with the post itself
    POST_EDITED = "post_edited"  # of what we wrote up; data says what, and where our article is wrong now
    POST_DELETED = "post_deleted"  # the same
    MISQUOTED = "misquoted"  # our article quotes a post otherwise than it reads
    HANDOVER = "handover"  # somebody handed their shift over; data says what was in it
    CLAIM_LAPSED = "claim_lapsed"  # somebody took a post and nothing was written; data says which
    BULK_POSTER = "bulk_poster"  # a channel posts by the dozen and was moved to the tier of such
    DIGEST = "digest"  # of bulk posters; data lists them
    QUIET = "quiet"  # quiet hours or a mute are over, or it is the hour of a digest; data lists what was held
    RESUMED = "resumed"  # channels were not seen for long; data lists what they posted meanwhile
    RETURNED = "returned"  # somebody can be written to again; data says what was skipped meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell people. `key` makes it unique for each of them; `data` fills the wording."""

    kind: NoticeKind
    key: str
    data: dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAlert:
    """An alert whose message is to be sent, or edited where `message_id` is there, from the state it carries."""

    id: AlertId
    person: Person
    key: str  # stable across a lost database: names the post or the event, never a row
    version: int  # what is read here; hand it back when it has been shown
    message_id: int | None
    has_photo: bool = False  # its message carries the picture
    failures: int
    standing: Standing | None  # of a post …
    notice: Notice | None  # … or of an event
    why: tuple[Reason, ...] = ()  # the rules that let the post through; nothing where they have none

"""Posts, as they come and as they are kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.ids import ChannelId, PostId
from storage.records.ledger import Late


class EntityKind(StrEnum):
    """The formatting that Telegram knows, under our names."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    QUOTE = "quote"
    EXPANDABLE_QUOTE = "expandable_quote"
    LINK = "link"  # words with an address behind them
    URL = "url"
    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"
    EMAIL = "email"
    PHONE = "phone"
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Formatting of a stretch of text; offset and length in UTF-16 units."""

    kind: EntityKind
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a forwarded post comes from, as far as Telegram says."""

    name: str | None = None
    telegram_id: int | None = None
    message_id: int | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The same statement in another channel."""

    channel: str
    link: str
    sent_at: datetime


class Arrival(StrEnum):
    """How a post reached us."""

    PUSH = "push"
    CATCH_UP = "catch_up"  # missed, and fetched afterwards
    SEED = "seed"  # older than our watching; alerts nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A post as the watcher hands it to storage. A message of an album is one of these; storage joins them."""

    channel_id: ChannelId
    message_id: int
    sent_at: datetime
    received_at: datetime
    original: str  # as written; entities count on it
    text: str  # normalised
    keys: str  # search keys made from the text, separated by spaces
    language: str | None
    link: str
    arrival: Arrival
    entities: tuple[Entity, ...] = ()
    album: int | None = None
    forward: Origin | None = None
    reply_to: int | None = None
    media: str | None = None  # photo, video, document, audio, voice, poll, …
    edited_at: datetime | None = None
    pts: int | None = None  # the channel's number of changes when it read so: it orders edits of one second
    statement: str | None = None  # the same for posts that say the same words; None where they are too few
    is_service: bool = False  # "pinned a message" and the like: only the ledger holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a post said before an edit."""

    original: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post we hold, in its latest revision."""

    id: PostId
    channel_id: ChannelId
    message_id: int
    sent_at: datetime
    received_at: datetime
    original: str
    text: str
    keys: str
    language: str | None
    link: str
    arrival: Arrival
    entities: tuple[Entity, ...]
    album: int | None
    forward: Origin | None
    reply_to: int | None
    media: str | None
    revision: int  # 0 as first stored
    edited_at: datetime | None
    deleted_at: datetime | None  # when we noticed …
    deleted_after: datetime | None = None  # … and when it was last seen to stand, where we know
    late: Late | None = None  # why it reached us long after it was published
    earlier: tuple[Wording, ...] = ()  # oldest first; known where a post is a candidate of an article
    superseded: bool = False  # this is an earlier wording, and by now the post differs in substance


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the ledger says of one message."""

    is_deleted: bool
    edited_at: datetime | None
    content: bytes | None = None  # the hash of what it says

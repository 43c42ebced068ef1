"""What Dzherelo keeps: frozen records that every part of it speaks in.

Times are aware UTC and end in `_at`. Text offsets of `Entity` are UTF-16 units of the text as it was written,
as Telegram counts them; offsets of `Span` are characters of the normalised text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

ChannelId = NewType("ChannelId", int)
PostId = NewType("PostId", int)
FeedId = NewType("FeedId", int)
ArticleId = NewType("ArticleId", int)
AlertId = NewType("AlertId", int)
RequestId = NewType("RequestId", int)
PersonId = NewType("PersonId", int)
"""A person's numeric Telegram id: the only thing by which anybody is recognised."""


# ------------------------------------------------------------------ channels


class Mode(StrEnum):
    """How a channel is followed: by joining it, or by asking for its history."""

    JOIN = "join"
    POLL = "poll"


class ChannelState(StrEnum):
    """Where a channel stands on its way to being watched."""

    PENDING = "pending"  # known, not yet resolved
    WATCHED = "watched"
    FAILED = "failed"  # cannot be watched now; `error` says why; tried again later
    UNWATCHED = "unwatched"  # an operator ended it; its posts stay


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSpec:
    """A channel as an operator names it: an entry of channels.toml, or `/watch`. Exactly one of username and invite."""

    username: str | None = None  # without @
    invite: str | None = field(default=None, repr=False)  # the hash of a t.me/+hash link
    telegram_id: int | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()
    tier: int = 2
    mode: Mode = Mode.JOIN
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel we know. `telegram_id` is pinned when it is first resolved: a username can change hands."""

    id: ChannelId
    spec: ChannelSpec
    telegram_id: int | None
    title: str
    state: ChannelState
    error: str | None
    added_at: datetime
    seeded_at: datetime | None  # its last posts were stored; what comes after is news
    newest_message_id: int  # 0 where none is held


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What one Telegram account needs to name a channel without resolving it again."""

    account: int  # the account's numeric id
    telegram_id: int
    access_hash: int = field(repr=False)


# ------------------------------------------------------------------ posts


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
    is_service: bool = False  # "pinned a message" and the like: only the ledger holds it


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
    deleted_at: datetime | None


# ------------------------------------------------------------------ feeds and articles


class FeedKind(StrEnum):
    """What kind of list a feed is. RSS stands for RSS and Atom."""

    RSS = "rss"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpec:
    """A feed as an operator names it: an entry of feeds.toml."""

    url: str
    site: str  # the name editors see; the host unless given
    ours: bool = False
    kind: FeedKind | None = None  # None: told from what comes
    every_seconds: int = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed we poll, with what the next conditional request needs."""

    id: FeedId
    spec: FeedSpec
    etag: str | None
    last_modified: str | None
    read_at: datetime | None  # when it last answered well
    failures: int  # in a row
    error: str | None  # of the last try, None where it went well


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry of a feed."""

    url: str
    title: str
    summary: str
    published_at: datetime | None
    keys: str = ""  # search keys of title and summary: an article that cannot be fetched is found by them


class ArticleAccess(StrEnum):
    """How much of an article we could read."""

    PENDING = "pending"  # not fetched yet
    FULL = "full"
    SUMMARY = "summary"  # a wall or a script: the feed's title and summary are all we have


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """What was read from an article's page. Text is normalised, paragraphs separated by an empty line."""

    url: str  # canonical
    title: str
    lead: str
    text: str
    access: ArticleAccess
    language: str | None
    keys: str
    fingerprint: int  # 64-bit similarity hash of the text, unsigned; 0 where there is too little text
    author: str | None = None
    published_at: datetime | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article we know, in its latest revision."""

    id: ArticleId
    feed_id: FeedId | None  # None where somebody pasted its address
    site: str
    ours: bool
    url: str
    title: str
    lead: str
    text: str
    keys: str
    access: ArticleAccess
    language: str | None
    author: str | None
    links: tuple[str, ...]
    published_at: datetime
    found_at: datetime
    fetched_at: datetime | None
    fetches: int
    revision: int
    copy_of: ArticleId | None  # a near-identical text under another address


# ------------------------------------------------------------------ matches


class Relation(StrEnum):
    """What an article has to do with a post."""

    REPORTS = "reports"
    BACKGROUND = "background"  # only recalled: «Нагадаємо»


class Band(StrEnum):
    """How sure a verdict is."""

    MATCHED = "matched"
    PROBABLE = "probable"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of words that stands in both texts; character offsets, ends excluded.

    Article offsets count on title, lead and text joined by an empty line (`matching.article_text`).
    """

    post_start: int
    post_end: int
    article_start: int
    article_end: int
    words: int
    quoted: bool = False  # stands in quotation marks in the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why an article is held to come from a post. Every alert shows it."""

    link: bool = False
    spans: tuple[Span, ...] = ()
    attribution: str | None = None  # the words that name the speaker, as the article has them
    names: tuple[str, ...] = ()  # agreeing
    numbers: tuple[str, ...] = ()  # agreeing
    names_clash: tuple[str, ...] = ()
    numbers_clash: tuple[str, ...] = ()
    overlap: float = 0.0  # share of the post's weighted lemmas that the article has, 0 to 1
    lag_seconds: int | None = None
    margin: float | None = None  # score over the next candidate's


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the matcher says of one pair."""

    post_id: PostId
    article_id: ArticleId
    relation: Relation
    band: Band
    score: float  # 0 to 1
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A verdict with its article: one line of an alert."""

    verdict: Verdict
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A verdict with its post and channel: one line of a source card."""

    verdict: Verdict
    post: Post
    channel: Channel


# ------------------------------------------------------------------ people and alerts


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
    NOT_NEWS = "not_news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An editor's word on a post, seen by all editors."""

    state: ClaimState
    person_id: PersonId
    person_name: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that an alert shows of a post, read in one transaction. Mentions stand in order of publication."""

    post: Post
    channel: Channel
    mentions: tuple[Mention, ...]
    claim: Claim | None


class NoticeKind(StrEnum):
    """What the bot tells of its own accord, beside posts."""

    BLIND = "blind"  # watching has stopped
    SIGHTED = "sighted"  # watching goes on; data says since when and what was recovered
    CHANNEL_FAILED = "channel_failed"
    FEED_FAILED = "feed_failed"
    PARKED = "parked"  # a row failed three times and was set aside
    UNREACHABLE = "unreachable"  # somebody cannot be written to


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
    failures: int
    standing: Standing | None  # of a post …
    notice: Notice | None  # … or of an event


Audience = Callable[[NewPost, Channel, Sequence[Person]], Iterable[PersonId]]
"""Who hears of a new post: a pure function that storage calls inside the transaction that stores the post."""


# ------------------------------------------------------------------ requests and work


class RequestKind(StrEnum):
    """How somebody spoke to the bot."""

    MESSAGE = "message"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A message to the bot as it arrived, before anybody worked on it. Unique by chat and message."""

    chat_id: int
    message_id: int
    person_id: PersonId
    person_name: str
    person_language: str | None  # of their Telegram client
    kind: RequestKind
    text: str
    forward: Origin | None
    sent_at: datetime
    pts: int | None  # of the bot account after this message: where catching up starts again


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A message to the bot that waits for its answer."""

    id: RequestId
    new: NewRequest
    reply: str | None  # worked out already, in its stored form; only to be sent
    failures: int


class Stage(StrEnum):
    """The stages whose work list is the table `work`."""

    POLL_FEED = "poll_feed"
    FETCH_ARTICLE = "fetch_article"
    MATCH_ARTICLE = "match_article"
    MATCH_POST = "match_post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row of a stage's work list. A row that became due again meanwhile has another version and stays."""

    stage: Stage
    item: int
    version: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A row set aside after three failures."""

    stage: str
    item: int
    error: str
    parked_at: datetime

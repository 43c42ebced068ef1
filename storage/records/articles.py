"""Feeds and articles."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.failures import Failure
from storage.records.ids import ArticleId, FeedId


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
    failure: Failure | None = None  # of the last try; None where it went well, or there was none

"""Which article came from which post, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.articles import Article
from storage.records.channels import Channel
from storage.records.ids import ArticleId, PostId
from storage.records.labels import Label
from storage.records.posts import Post

NARROW = 0.6
"""A score: what is matched below it reads less sure (decision 0045). Bands do not depend on it."""


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


class Fidelity(StrEnum):
    """How an article quotes a post."""

    EXACT = "exact"
    ALTERED = "altered"
    TRANSLATED = "translated"  # words cannot be compared, and no number differs
    UNCOMPARED = "uncompared"  # in another language, with too little in common to say anything of it
    MISSING = "missing"  # not from this post


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of a post that read otherwise in a quotation; either may be empty."""

    post: str
    article: str
    telling: bool = False  # a number, a name or a negation


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation of an article beside a post; offsets as in `Span`."""

    article_start: int
    article_end: int
    fidelity: Fidelity
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why an article is held to come from a post. Every alert shows it."""

    link: bool = False
    spans: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()  # those of the post, and those that no post at hand has
    sentences: int = 0  # that stand in quotation marks word for word
    superseded: bool = False  # it was written from a wording that the post no longer has
    attribution: str | None = None  # the words that name the speaker, as the article has them
    names: tuple[str, ...] = ()  # agreeing
    numbers: tuple[str, ...] = ()  # agreeing
    names_clash: tuple[str, ...] = ()
    numbers_clash: tuple[str, ...] = ()
    overlap: float = 0.0  # share of the post's weighted lemmas that the article has, 0 to 1
    lag_seconds: int | None = None
    margin: float | None = None  # score over the next candidate's
    meaning: float | None = None  # how near the texts are to an encoder, 1 at most; only the second pass asks one


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the matcher says of one pair."""

    post_id: PostId
    article_id: ArticleId
    relation: Relation
    band: Band
    score: float  # 0 to 1
    evidence: Evidence

    @property
    def is_narrow(self) -> bool:
        """Whether it is matched by a score at which hardly more than every second one is right."""
        return self.band is Band.MATCHED and self.score < NARROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A verdict with its article: one line of an alert."""

    verdict: Verdict
    article: Article
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A verdict with its post and channel: one line of a source card."""

    verdict: Verdict
    post: Post
    channel: Channel
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Keys that posts are to share, the window in which these were sent, and how many are wanted."""

    keys: tuple[str, ...]
    after: datetime
    before: datetime
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What an article's posts are looked for by: posts that are among them in any case, t.me addresses, keys."""

    article_id: ArticleId
    posts: tuple[PostId, ...] = ()
    links: tuple[str, ...] = ()
    queries: tuple[Query, ...] = ()

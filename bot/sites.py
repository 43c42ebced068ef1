"""News sites as the stages need them: what a feed lists, what a page says, and that neither could be read."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.errors import DzhereloError
from storage.records import Article, ArticlePage, FailureKind, Feed, FeedItem


class CannotRead(DzhereloError):
    """A list or a page could not be read; the message is for people.

    `retry_after` is the wait that the site asked for; `lasting` says that asking again is no use.
    """

    lasting = False
    kind = FailureKind.UNREACHABLE
    detail = ""  # for people whatever they speak: a number, a kind of file

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed lists now, and what makes the next request conditional."""

    items: tuple[FeedItem, ...]
    etag: str | None = None
    last_modified: str | None = None


class Web(Protocol):
    """The web as the stages need it. Both methods raise CannotRead."""

    async def read_list(self, feed: Feed) -> Listing | None:
        """What a feed lists; None where it has not changed since it was last read."""

    async def read_article(self, article: Article) -> ArticlePage:
        """What an article's page says, now."""

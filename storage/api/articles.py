"""Feeds, articles and verdicts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from storage.records import (
    Article,
    ArticleId,
    ArticlePage,
    Channel,
    Failure,
    Feed,
    FeedId,
    FeedItem,
    FeedSpec,
    Job,
    Mention,
    Notice,
    Post,
    PostId,
    Sought,
    Source,
    Verdict,
)


class Feeds(Protocol):
    """The lists of articles that sites publish. Polling is work of stage POLL_FEED, its item the feed's id."""

    async def all(self) -> list[Feed]:
        """Every feed, by site."""

    async def get(self, feed_id: FeedId) -> Feed | None:
        """One feed."""

    async def put(self, spec: FeedSpec, *, at: datetime) -> Feed:
        """Add a feed, due at once, or change one that is known by its address."""

    async def read(
        self,
        job: Job,
        items: Sequence[FeedItem],
        *,
        etag: str | None,
        last_modified: str | None,
        next_at: datetime,
        at: datetime,
    ) -> int:
        """Keep the new items as articles due to be fetched, and when to poll again; returns how many were new.

        A first reading of a feed keeps items older than six hours out.
        """

    async def unchanged(self, job: Job, *, next_at: datetime, at: datetime) -> None:
        """It answered that nothing has changed."""

    async def failed(self, job: Job, *, error: str, next_at: datetime, at: datetime, notice: Notice | None) -> None:
        """It could not be read; try again then. A notice, where given, goes to operators once for its key."""


class Articles(Protocol):
    """Articles with their revisions. Fetching is work of stage FETCH_ARTICLE, its item the article's id."""

    async def get(self, article_id: ArticleId) -> Article | None:
        """One article."""

    async def some(self, ids: Collection[ArticleId]) -> list[Article]:
        """Those of some articles that are there, in the order that is given, all as of one moment."""

    async def by_url(self, url: str) -> Article | None:
        """The article at an address, in its canonical form."""

    async def add(self, item: FeedItem, *, site: str, at: datetime) -> Article:
        """Keep an article that no feed brought (a pasted address), due to be fetched at once."""

    async def fetched(self, job: Job, page: ArticlePage, *, next_at: datetime | None, at: datetime) -> None:
        """Keep what its page says; a changed text is a new revision and makes matching due.

        `next_at` is when to fetch it again, None for never. A text near-identical to another recent article's
        (at most 8 of the 64 bits of the fingerprint differ, within three days) is marked as its copy.
        """

    async def failed(
        self, job: Job, *, error: str, failure: Failure | None = None, next_at: datetime | None, at: datetime
    ) -> None:
        """It could not be fetched; try again then. Where there is no other time it is matched on what the feed said.

        A failure, where given, stays with the article until a fetch goes well.
        """

    async def hurry(self, article_id: ArticleId, *, at: datetime) -> None:
        """Somebody waits for it: fetch it now, unless that is under way."""

    async def recent(self, since: datetime, limit: int) -> list[Article]:
        """Articles published since, newest first."""


class Matches(Protocol):
    """Verdicts with their evidence. Work of stages MATCH_ARTICLE and MATCH_POST, and of WEIGH_ARTICLE, the second pass.

    What the second pass said of a pair stays while the first only doubts it again.
    """

    async def candidates(self, sought: Sequence[Sought]) -> list[list[tuple[Post, Channel]]]:
        """For each article the posts that it may come from, each once, all as of one moment.

        First those given, then those behind its links, then for each query the posts sent within its window that share
        the most and rarest keys, best first. Posts of which an editor says that they are not behind it are left out.
        """

    async def articles_for(
        self, keys: Iterable[str], *, after: datetime, before: datetime, limit: int, wide: bool = False
    ) -> list[Article]:
        """The articles published within a window that share the most and rarest keys, best first; copies too.

        `wide` looks at more of them, and takes several times as long.

        What has not been read yet is left out: it is matched when it has been.
        """

    async def save_article(
        self, job: Job, verdicts: Sequence[Verdict], *, at: datetime, doubts: Collection[PostId] = ()
    ) -> None:
        """Replace all verdicts of the job's article; alerts of posts whose mentions changed are marked changed.

        With doubts, which need not be among the verdicts, the article is due for the second pass.
        """

    async def save_post(
        self, job: Job, verdicts: Sequence[Verdict], *, at: datetime, doubts: Collection[ArticleId] = ()
    ) -> None:
        """Add or renew verdicts of the job's post; its alerts are marked changed where mentions changed.

        The articles that are in doubt are due for the second pass.
        """

    async def save_weighed(self, job: Job, verdicts: Sequence[Verdict], *, at: datetime) -> bool:
        """Add or renew verdicts of the job's article; what has no verdict stays.

        Nothing is stored, and False returned, where the first pass judged the article again meanwhile: it is due anew.
        """

    async def of_post(self, post_id: PostId) -> list[Mention]:
        """The articles of a post, in order of publication; bands `matched` and `probable`."""

    async def of_article(self, article_id: ArticleId) -> list[Source]:
        """The posts of an article, surest first; bands `matched` and `probable`."""

    async def of_articles(self, ids: Collection[ArticleId]) -> dict[ArticleId, list[Source]]:
        """The same of many, as of one moment; without those that have none."""

"""The web as the stages need it (`bot.sites.Web`): fetches, and reads what came in threads beside the loop."""

from datetime import tzinfo
from functools import partial
from types import TracebackType
from typing import Self
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from bot.sites import Listing
from bot.web.body import gunzip
from bot.web.errors import FetchError, NotAFeed, NotAPage
from bot.web.fetch import FEED, Answer, Fetcher, Limits
from bot.web.lists import MOST_ITEMS, Kind, feed_of_page, kind_of, read_feed, read_index, read_sitemap
from bot.web.network import Resolver
from bot.web.threads import Threads
from storage.records import Article, ArticlePage, Feed, FeedItem

THREADS = 2  # lxml holds Python's lock most of the time: more would only wait for each other
KYIV = ZoneInfo("Europe/Kyiv")


class WebClient:
    """Reads feeds and articles, within its `async with`. `zone` is of times that sites write without an offset."""

    def __init__(
        self,
        *,
        allow_loopback: bool = False,
        zone: tzinfo = KYIV,
        limits: Limits | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        self._zone = zone
        self._fetcher = Fetcher(limits=limits, allow_loopback=allow_loopback, resolver=resolver)
        self._threads = Threads(THREADS, name="web")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._fetcher.aclose()

    async def read_list(self, feed: Feed) -> Listing | None:
        """What a feed lists; None where it has not changed since it was last read. Raises CannotRead."""
        answer = await self._fetcher.get(feed.spec.url, accept=FEED, etag=feed.etag, last_modified=feed.last_modified)
        if answer is None:
            return None
        content, kind = await self._threads.run(self._open, answer)
        if kind is Kind.SITEMAP_INDEX:
            # Unconditional: an index without times stays the same while its newest sitemap grows.
            return Listing(items=await self._children(answer.url, content))
        items = await self._threads.run(self._read, kind, content, answer.url)
        return Listing(items=items, etag=answer.etag, last_modified=answer.last_modified)

    async def read_article(self, article: Article) -> ArticlePage:
        """What an article's page says, now. Raises CannotRead."""
        answer = await self._fetcher.get(article.url)
        if answer is None:
            raise NotAPage("the address gives nothing")
        return await self._threads.run(_extract, answer, article, self._zone)

    async def _children(self, url: str, content: bytes) -> tuple[FeedItem, ...]:
        """The items of the newest sitemaps of an index. One that fails is left out, unless all do."""
        found: dict[str, FeedItem] = {}
        failure: FetchError | NotAFeed | None = None
        children = await self._threads.run(partial(read_index, url=url, zone=self._zone), content)
        for child in children:
            try:
                answer = await self._fetcher.get(urljoin(url, child.url), accept=FEED)
                if answer is not None:
                    opened, kind = await self._threads.run(self._open, answer)
                    found |= {item.url: item for item in await self._threads.run(self._read, kind, opened, answer.url)}
            except (FetchError, NotAFeed) as error:
                failure = error
        if failure is not None and not found:
            raise failure
        return tuple(found.values())[:MOST_ITEMS]

    def _open(self, answer: Answer) -> tuple[bytes, Kind]:
        content = gunzip(answer.content, limit=self._fetcher.limits.bytes)
        return content, kind_of(content)

    def _read(self, kind: Kind, content: bytes, url: str) -> tuple[FeedItem, ...]:
        if kind is Kind.FEED:
            return read_feed(content, url=url)
        if kind is Kind.SITEMAP:
            return read_sitemap(content, url=url, zone=self._zone)
        raise NotAFeed(kind.value, feed_of_page(content, url=url) if kind is Kind.PAGE else None)


def _extract(answer: Answer, article: Article, zone: tzinfo) -> ArticlePage:
    from bot.web.extract import extract  # noqa: PLC0415 - trafilatura takes 0.3 s and 39 MB: not on the loop

    return extract(answer, article, zone=zone)

"""The local news site: what it has published, what goes wrong on it, and who asked for what."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.news.articles import SiteArticle
from bot.sandbox.news.faults import Fault, Slow, Visit
from bot.sandbox.news.pages import LISTS, Pages, conditional
from bot.sandbox.news.serving import LOOPBACK, Serving, serving

FEEDS = {
    "rss": "/rss.xml",
    "atom": "/atom.xml",
    "sitemap": "/sitemap-news.xml",
    "sitemap_index": "/sitemap.xml",
}
UNTIL_SECONDS = 10.0

Place = str | SiteArticle
"""An article, a path, or an address of the site."""


@dataclass(slots=True, kw_only=True)
class Asked:
    """A request as it arrived; its status is known once it was answered."""

    path: str
    headers: dict[str, str]  # names in lower case
    status: int | None = None


@dataclass(slots=True, kw_only=True)
class _Standing:
    fault: Fault
    left: int | None  # how often it is still to happen; None: always


def _utc_now() -> datetime:
    return datetime.now(UTC)


class NewsSite:
    """A news site that the script writes for and breaks. Serves on 127.0.0.1 within `serve()`."""

    def __init__(self, name: str, *, language: str = "uk", now: Callable[[], datetime] = _utc_now) -> None:
        self.name = name
        self.language = language
        self.requests: list[Asked] = []
        self._now = now
        self._opened_at = now()
        self._pages = Pages(name, language)
        self._articles: dict[str, SiteArticle] = {}
        self._faults: dict[str, _Standing] = {}
        self._slow: list[Slow] = []
        self._moved = asyncio.Event()
        self._served: Serving | None = None

    # -------------------------------------------------------------- serving

    @asynccontextmanager
    async def serve(self, *, port: int = 0) -> AsyncIterator["NewsSite"]:
        """Answer requests until the block ends; what is under way then is cut off."""
        async with serving(self._asgi, port=port) as self._served:
            try:
                yield self
            finally:
                for slow in self._slow:
                    slow.release()
        self._served = None

    @property
    def url(self) -> str:
        """The address of the front page, without a slash at its end."""
        if self._served is None:
            raise RuntimeError(f"{self.name} has an address only while it is served")
        return f"http://{LOOPBACK}:{self._served.port}"

    def feed_url(self, kind: str = "rss") -> str:
        """The address of a feed: rss, atom, sitemap (of news) or sitemap_index."""
        return self.url + FEEDS[kind]

    async def until(self, predicate: Callable[[], bool], *, within: float = UNTIL_SECONDS) -> None:
        """Return when the predicate holds; it is asked again after every request and every answer."""
        async with asyncio.timeout(within):
            while not predicate():
                self._moved.clear()
                await self._moved.wait()

    def asked_for(self, place: Place) -> list[Asked]:
        """The requests for one place, in order."""
        path = self._path(place)
        return [asked for asked in self.requests if urlsplit(asked.path).path == path]

    # -------------------------------------------------------------- the newsroom

    def publish(
        self,
        *,
        title: str,
        lead: str = "",
        paragraphs: Sequence[str] = (),
        at: datetime | None = None,
        author: str = "Редакція",
        links: Sequence[str] = (),
        embeds: Sequence[str] = (),
    ) -> SiteArticle:
        """Put an article on the site and into its feeds."""
        at = at or self._now()
        path = f"/news/{at:%Y/%m/%d}/{1001 + len(self._articles)}/"
        article = SiteArticle(
            base=self.url,
            path=path,
            title=title,
            lead=lead,
            paragraphs=tuple(paragraphs),
            published_at=at,
            changed_at=at,
            author=author,
            links=tuple(links),
            embeds=tuple(embeds),
        )
        self._articles[path] = article
        return article

    def revise(
        self,
        article: SiteArticle,
        *,
        title: str | None = None,
        lead: str | None = None,
        paragraphs: Sequence[str] | None = None,
        links: Sequence[str] | None = None,
        at: datetime | None = None,
    ) -> SiteArticle:
        """Change an article under its address; returns it as it is now."""
        latest = self._articles[article.path]
        changed = replace(
            latest,
            title=latest.title if title is None else title,
            lead=latest.lead if lead is None else lead,
            paragraphs=latest.paragraphs if paragraphs is None else tuple(paragraphs),
            links=latest.links if links is None else tuple(links),
            changed_at=at or self._now(),
        )
        self._articles[article.path] = changed
        return changed

    def withdraw(self, article: SiteArticle, *, status: int = HTTPStatus.NOT_FOUND) -> None:
        """Take an article down: it leaves the feeds, and its address answers 404, or 410."""
        gone = replace(self._articles[article.path], withdrawn=HTTPStatus(status), changed_at=self._now())
        self._articles[article.path] = gone

    def fault(self, place: Place, fault: Fault, *, times: int | None = None) -> None:
        """Let something go wrong at a place from now on, always or so many times. Replaces an earlier fault."""
        self._faults[self._path(place)] = _Standing(fault=fault, left=times)
        if isinstance(fault, Slow):
            self._slow.append(fault)

    def mend(self, place: Place) -> None:
        """End what goes wrong there."""
        self._faults.pop(self._path(place), None)

    # -------------------------------------------------------------- answering

    async def _asgi(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        asked = Asked(path=path, headers=dict(request.headers))
        self.requests.append(asked)
        self._moved.set()
        response = await self._respond(request)
        asked.status = int(response.status_code)
        await response(scope, receive, send)
        self._moved.set()

    async def _respond(self, request: Request) -> Response:
        path = request.url.path

        async def usual() -> Response:
            return self._usual(path, request)

        def hang_up() -> None:
            if self._served is not None and request.client is not None:
                self._served.hang_up((request.client.host, request.client.port))

        fault = self._next_fault(path)
        if fault is None:
            return await usual()
        return await fault.answer(Visit(usual=usual, render=lambda name: self._render(name, path), hang_up=hang_up))

    def _next_fault(self, path: str) -> Fault | None:
        standing = self._faults.get(path)
        if standing is None or standing.left == 0:
            return None
        if standing.left is not None:
            standing.left -= 1
        return standing.fault

    def _usual(self, path: str, request: Request) -> Response:
        article = self._articles.get(path)
        if article is None and path not in LISTS:
            return self._missing(HTTPStatus.NOT_FOUND)
        if article is not None and article.withdrawn is not None:
            return self._missing(article.withdrawn)
        template, media_type = LISTS.get(path, ("article.html", "text/html"))
        changes = [article] if article else list(self._articles.values())
        changed_at = max((each.changed_at for each in changes), default=self._opened_at)
        return conditional(self._render(template, path, media_type), request.headers, changed_at=changed_at)

    def _missing(self, status: int) -> Response:
        response = self._render("missing.html", "")
        response.status_code = status
        return response

    def _render(self, template: str, path: str, media_type: str = "text/html") -> Response:
        listed = [article for article in self._articles.values() if article.withdrawn is None]
        listed.sort(key=lambda article: article.published_at, reverse=True)
        article = self._articles.get(path)
        return self._pages.render(template, media_type, base=self.url, articles=listed, article=article)

    @staticmethod
    def _path(place: Place) -> str:
        return place.path if isinstance(place, SiteArticle) else urlsplit(place).path

"""One safe GET: few redirects, each judged; time and decompressed bytes limited; conditional; polite to each host."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import httpx

from bot.web.body import read_body
from bot.web.errors import Blocked, HttpStatus, TimedOut, TooManyRedirects, Unreachable
from bot.web.network import PinnedBackend, PinnedTransport, Resolver

USER_AGENT = f"Dzherelo/{version('dzherelo')} (news monitoring for newsrooms)"
PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
FEED = "application/rss+xml, application/atom+xml, application/xml, text/xml;q=0.9, */*;q=0.1"
LONGEST_VALIDATOR = 1000  # characters; servers refuse requests with long headers
_CONDITIONS = {"If-None-Match", "If-Modified-Since"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one fetch may take."""

    seconds: float = 20.0  # from the host's turn to the last byte, redirects included
    bytes: int = 5_000_000  # after decompression; the largest news pages seen have 1.5 MB
    redirects: int = 3
    per_host: int = 2  # connections at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A good answer, read whole."""

    url: str  # after redirects
    content: bytes
    content_type: str  # lower case, without parameters
    charset: str | None
    etag: str | None
    last_modified: str | None


class Fetcher:
    """Fetches; the only thing in the application that opens connections to the web. An async context manager."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allow_loopback: bool = False,
        resolver: Resolver | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.limits = limits or Limits()
        self._now = now
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._client = httpx.AsyncClient(
            transport=PinnedTransport(PinnedBackend(resolver=resolver, allow_loopback=allow_loopback)),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept-Language": "uk, ru;q=0.8, en;q=0.6"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # sites count readers' free articles by cookie
            timeout=self.limits.seconds,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections that are kept open."""
        await self._client.aclose()

    async def get(
        self, url: str, *, accept: str = PAGE, etag: str | None = None, last_modified: str | None = None
    ) -> Answer | None:
        """The answer of an address; None where it has not changed since the given etag or time.

        Raises FetchError.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        start = _checked(url)
        async with self._turn(start.host):
            try:
                async with asyncio.timeout(self.limits.seconds):
                    return await self._follow(start, headers)
            except (TimeoutError, httpx.TimeoutException) as error:
                raise TimedOut(self.limits.seconds) from error
            except (httpx.InvalidURL, UnicodeError) as error:  # of a redirect; httpx lets both through as they are
                raise Blocked(f"{start.host} leads to what is no web address") from error
            except httpx.HTTPError as error:
                raise Unreachable(f"{start.host} cannot be reached: {_cause(error)}") from error

    async def _follow(self, url: httpx.URL, headers: dict[str, str]) -> Answer | None:
        for _ in range(self.limits.redirects + 1):
            async with self._client.stream("GET", url, headers=headers) as response:
                if response.next_request is None:
                    return await self._read(response, conditional=not _CONDITIONS.isdisjoint(headers))
                url = _checked(str(response.next_request.url))
        raise TooManyRedirects(self.limits.redirects)

    async def _read(self, response: httpx.Response, *, conditional: bool) -> Answer | None:
        if response.status_code == HTTPStatus.NOT_MODIFIED and conditional:
            return None
        if not response.is_success:
            raise HttpStatus(response.status_code, retry_after(response.headers.get("Retry-After", ""), self._now()))
        encoding = response.headers.get("Content-Encoding", "")
        content = await read_body(response.aiter_raw(), encoding=encoding, limit=self.limits.bytes)
        return Answer(
            url=str(response.url),
            content=content,
            content_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding,
            etag=_validator(response, "ETag"),
            last_modified=_validator(response, "Last-Modified"),
        )

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Wait until few enough of our fetches from a host are under way; waiting is not counted in a fetch's time."""
        turn = self._turns.get(host)
        if turn is None:
            turn = self._turns[host] = asyncio.Semaphore(self.limits.per_host)
        async with turn:
            yield


def retry_after(header: str, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for, given in seconds or as a date."""
    header = header.strip()
    if header.isdecimal():
        return timedelta(seconds=min(int(header[:9]), 10**8))
    try:
        until = parsedate_to_datetime(header)
    except (ValueError, OverflowError):  # absent, or in no form that the standard knows
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - now, timedelta(0))


def _validator(response: httpx.Response, name: str) -> str | None:
    """What makes the next request conditional, unless it could not be sent back."""
    value = response.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and 0 < len(value) <= LONGEST_VALIDATOR else None


def _checked(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
        is_web = url.scheme in ("http", "https") and bool(url.host)
    except (httpx.InvalidURL, UnicodeError) as error:  # the latter: a host that begins with xn-- and is no name
        raise Blocked(f"not a web address: {text[:200]}") from error
    if not is_web:
        raise Blocked(f"not a web address: {text[:200]}")
    if url.userinfo:
        raise Blocked(f"an address with a name or password in it: {url.host}")
    return url


def _cause(error: httpx.HTTPError) -> str:
    return str(error) or type(error).__name__

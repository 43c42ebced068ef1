"""What goes wrong on real sites, on demand: at one address, always or so many times."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.responses import RedirectResponse, Response, StreamingResponse

CHUNK = 65_536
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request that meets a fault, and what the site can do with it."""

    usual: Callable[[], Awaitable[Response]]  # what would be answered otherwise
    render: Callable[[str], Response]  # a template of the site, about the article asked for
    hang_up: Callable[[], None]


class Fault(Protocol):
    """Something that goes wrong."""

    async def answer(self, visit: Visit, /) -> Response:
        """What is answered instead."""


@dataclass(frozen=True, slots=True)
class Status:
    """An error of the server or the reader, perhaps with Retry-After in seconds or as an HTTP date."""

    status: int
    retry_after: int | str | None = None

    async def answer(self, _visit: Visit, /) -> Response:
        """The status, with a short page as sites have it."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return Response(f"<h1>{self.status}</h1>", self.status, headers, media_type="text/html")


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirect to another path or address; to its own path it is a loop."""

    to: str
    status: int = 302

    async def answer(self, _visit: Visit, /) -> Response:
        """The redirect."""
        return RedirectResponse(self.to, self.status)


@dataclass(frozen=True, slots=True)
class HangUp:
    """The connection is cut before any answer."""

    async def answer(self, visit: Visit, /) -> Response:
        """Nothing that arrives."""
        visit.hang_up()
        await asyncio.sleep(0)  # the cut is known to the server in the loop's next turn
        return Response()


@dataclass(frozen=True, slots=True)
class Slow:
    """No answer until it is released; then the usual one."""

    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Answer now, and from now on."""
        self.released.set()

    async def answer(self, visit: Visit, /) -> Response:
        """The usual answer, late."""
        await self.released.wait()
        return await visit.usual()


@dataclass(frozen=True, slots=True)
class Huge:
    """An answer of many megabytes, without a length said beforehand."""

    megabytes: int = 50

    async def answer(self, _visit: Visit, /) -> Response:
        """A page that goes on and on."""
        return StreamingResponse(self._chunks(), media_type="text/html")

    async def _chunks(self) -> AsyncIterator[bytes]:
        yield b"<html><body><p>"
        for _ in range(self.megabytes * MEGABYTE // CHUNK):
            yield b"x" * CHUNK


@dataclass(frozen=True, slots=True)
class GzipBomb:
    """A small answer that decompresses to many megabytes."""

    megabytes: int = 20

    async def answer(self, _visit: Visit, /) -> Response:
        """The bomb."""
        packer = zlib.compressobj(level=9, wbits=16 + zlib.MAX_WBITS)
        megabyte = b"x" * MEGABYTE
        content = b"".join(packer.compress(megabyte) for _ in range(self.megabytes)) + packer.flush()
        return Response(content, headers={"Content-Encoding": "gzip"}, media_type="text/html")


@dataclass(frozen=True, slots=True)
class WebPage:
    """An HTML page where something else should be: the front page, which names the site's feed."""

    async def answer(self, visit: Visit, /) -> Response:
        """The page."""
        return visit.render("front.html")


@dataclass(frozen=True, slots=True)
class Walled:
    """The article behind a wall: title, lead, and a call to pay."""

    async def answer(self, visit: Visit, /) -> Response:
        """The page with its wall."""
        return visit.render("walled.html")


@dataclass(frozen=True, slots=True)
class ScriptOnly:
    """A page that holds nothing until its scripts have run."""

    async def answer(self, visit: Visit, /) -> Response:
        """The page as it arrives."""
        return visit.render("script.html")

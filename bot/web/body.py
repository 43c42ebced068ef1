"""Reading an answer's body within a limit that counts what is decompressed.

httpx's own decoder inflates each network chunk whole: 64 kB of a bomb become 66 MB before anything can be counted.
zlib stops at a length when it is asked to, so bytes are inflated here.
"""

import zlib
from collections.abc import AsyncIterable

from bot.web.errors import TooLarge, Unreachable

GZIP = b"\x1f\x8b"
MOST_CHUNKS = 50_000  # each costs the loop some 20 µs: five million of one byte would hold everybody up
_ANY_ZLIB_HEADER = 32 + zlib.MAX_WBITS  # gzip or zlib, told from the header


class Body:
    """Collects chunks, inflating them where needed, and refuses to grow beyond its limit."""

    def __init__(self, limit: int, *, compressed: bool) -> None:
        self._limit = limit
        self._inflate = zlib.decompressobj(_ANY_ZLIB_HEADER) if compressed else None
        self._parts: list[bytes] = []
        self._size = 0
        self._arrived = 0
        self._chunks = 0

    def add(self, chunk: bytes) -> None:
        """Take the next chunk as it arrived."""
        self._arrived += len(chunk)  # empty blocks inflate to nothing, without end
        self._chunks += 1
        if self._arrived > self._limit or self._chunks > MOST_CHUNKS:
            raise TooLarge(self._limit)
        if self._inflate is None:
            return self._keep(chunk)
        try:
            self._keep(self._inflate.decompress(chunk, self._limit - self._size + 1))
        except zlib.error as error:
            raise Unreachable("the answer is compressed wrongly") from error
        return None

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise TooLarge(self._limit)
        self._parts.append(part)

    def whole(self) -> bytes:
        """All that came."""
        if self._inflate is not None and self._size and not self._inflate.eof:
            raise Unreachable("the answer broke off")
        return b"".join(self._parts)


async def read_body(chunks: AsyncIterable[bytes], *, encoding: str, limit: int) -> bytes:
    """A whole body. `encoding` is the Content-Encoding of the answer; we ask for gzip and nothing else."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Unreachable(f"the answer is encoded as {encoding}, which was not asked for")
    body = Body(limit, compressed=encoding not in ("", "identity"))
    async for chunk in chunks:
        body.add(chunk)
    return body.whole()


def gunzip(content: bytes, *, limit: int) -> bytes:
    """What a gzip file holds (sitemaps are published as files named .xml.gz); anything else as it is."""
    if not content.startswith(GZIP):
        return content
    body = Body(limit, compressed=True)
    body.add(content)
    return body.whole()

"""Answers that no honest server gives, byte for byte: each becomes an error that people can read, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.web.addresses import canonical
from bot.web.body import MOST_CHUNKS, Body
from bot.web.errors import Blocked, FetchError, TimedOut, TooLarge, Unreachable
from bot.web.fetch import Fetcher, Limits, retry_after
from tests.clocks import MORNING

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
EMPTY_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"


@asynccontextmanager
async def server(*answer: bytes, ends: bool = True) -> AsyncIterator[str]:
    """A server that sends these bytes to whoever asks, and then hangs up or says no more; gives its address."""
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.writelines(answer)
            await writer.drain()
            if ends:
                writer.close()
            await writer.wait_closed()
        except OSError:
            return  # the other side has had enough
        finally:
            writer.transport.abort()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.create_task(talk(reader, writer)))

    async with await asyncio.start_server(accept, "127.0.0.1", 0) as listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
        for each in talks:
            each.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await asyncio.sleep(0)  # an aborted connection is closed in the loop's next turn


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(limits=Limits(seconds=10, bytes=1_000_000), allow_loopback=True) as made:
        yield made


def redirect(location: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"X: " + b"a" * 2_000_000,
        OK + b"X: a\r\n" * 300_000,
        b"HTTP/1.1 200 " + b"a" * 2_000_000,
        OK + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * 2_000_000,
        OK + b"Content-Length: -1\r\n\r\nx",
        OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        OK + b"Content-Length: 99999999999999\r\n\r\nx",
        OK + b"Content-Encoding: br\r\n\r\nx",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx",
        b"<html>no HTTP at all",
    ],
)
async def test_an_answer_that_breaks_the_protocol_is_no_answer(fetcher: Fetcher, answer: bytes) -> None:
    async with server(answer) as url:
        with pytest.raises(Unreachable):
            await fetcher.get(url)


@pytest.mark.parametrize(
    "location",
    [
        *(b"http://[::1", b"http://xn--a/", b"http://a\x01b/", b"javascript:alert(1)", b"data:text/html,x"),
        *(b"/" + b"a" * 80_000, b"//user@127.0.0.1/", b"", b"\\\\10.0.0.1\\x", b"http://10.0.0.1\\@127.0.0.1/"),
    ],
)
async def test_a_redirect_that_leads_nowhere_is_an_error_like_others(fetcher: Fetcher, location: bytes) -> None:
    async with server(redirect(location)) as url:
        with pytest.raises(FetchError):
            await fetcher.get(url)


async def test_an_address_whose_name_is_none_is_refused(fetcher: Fetcher) -> None:
    with pytest.raises(Blocked, match="not a web address"):
        await fetcher.get("http://xn--a/")


async def test_what_inflates_to_nothing_is_not_read_without_end(fetcher: Fetcher) -> None:
    blocks = b"\x00\x00\x00\xff\xff" * 400_000
    async with server(OK + b"Content-Encoding: gzip\r\n\r\n" + EMPTY_GZIP, blocks) as url:
        with pytest.raises(TooLarge):
            await fetcher.get(url)


def test_a_body_of_countless_pieces_is_too_large() -> None:
    body = Body(1_000_000, compressed=False)
    for _ in range(MOST_CHUNKS):
        body.add(b"x")
    with pytest.raises(TooLarge):
        body.add(b"x")


async def test_one_that_speaks_slowly_is_left_when_the_time_is_up() -> None:
    async with Fetcher(limits=Limits(seconds=0.05), allow_loopback=True) as hasty, server(OK[:20], ends=False) as url:
        with pytest.raises(TimedOut):
            await hasty.get(url)


@pytest.mark.parametrize("validator", ["«ї»", "a" * 2000])
async def test_a_validator_that_cannot_be_sent_back_is_not_kept(fetcher: Fetcher, validator: str) -> None:
    headers = f"ETag: {validator}\r\nLast-Modified: {validator}\r\nContent-Length: 1\r\n\r\nx"
    async with server(OK + headers.encode()) as url:
        answer = await fetcher.get(url)
    assert answer is not None
    assert (answer.etag, answer.last_modified) == (None, None)


def test_a_wait_beyond_all_numbers_is_none() -> None:
    assert retry_after("Mon, 02 Mar 2026 12:05:00 +99999999999999", MORNING) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example\\.visnyk.example/a",
        "https://evil.example\\@visnyk.example/a",
        "https://visnyk.example%2f@evil.example/",
        "https://visnyk.example:99999/a",
        "https://visnyk.example:80a/a",
        "https://visnyk.example/" + "a" * 5000,
        "https://visnyk.example/?" + "&".join(f"a{number}=1" for number in range(200_000)),
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_none(url: str) -> None:
    assert canonical(url) is None

"""One GET against a real local server: conditional, bounded, polite, with errors that people can read."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.news import GzipBomb, HangUp, Huge, NewsSite, Redirect, Slow, Status
from bot.web.errors import Blocked, HttpStatus, TimedOut, TooLarge, TooManyRedirects, Unreachable
from bot.web.fetch import Fetcher, Limits, retry_after

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_reads_a_page_and_says_who_asks(site: NewsSite, fetcher: Fetcher) -> None:
    article = site.publish(title="Заголовок", lead="Лід.")
    answer = await fetcher.get(article.url)
    assert answer is not None
    assert answer.url == article.url
    assert answer.content_type == "text/html"
    assert answer.charset == "utf-8"
    assert "Заголовок" in answer.content.decode()
    [asked] = site.requests
    assert asked.headers["user-agent"].startswith("Dzherelo/")
    assert asked.headers["accept-encoding"] == "gzip"
    assert "cookie" not in asked.headers


@pytest.mark.parametrize("validator", ["etag", "last_modified"])
async def test_asks_only_for_what_is_new(site: NewsSite, fetcher: Fetcher, validator: str) -> None:
    article = site.publish(title="Перший")
    first = await fetcher.get(site.feed_url())
    assert first is not None
    held = {validator: getattr(first, validator)}
    assert await fetcher.get(site.feed_url(), **held) is None
    assert site.requests[-1].status == 304
    site.revise(article, title="Другий", at=datetime(2026, 3, 2, 8, tzinfo=UTC))
    assert await fetcher.get(site.feed_url(), **held) is not None


async def test_follows_three_redirects(site: NewsSite, fetcher: Fetcher) -> None:
    article = site.publish(title="Кінець")
    site.fault("/a", Redirect("/b", status=301))
    site.fault("/b", Redirect("/c", status=308))
    site.fault("/c", Redirect(article.url, status=303))
    answer = await fetcher.get(site.url + "/a")
    assert answer is not None
    assert answer.url == article.url


async def test_leaves_a_loop_of_redirects(site: NewsSite, fetcher: Fetcher) -> None:
    site.fault("/loop", Redirect("/loop"))
    with pytest.raises(TooManyRedirects, match="more than 3 redirects"):
        await fetcher.get(site.url + "/loop")
    assert len(site.requests) == 4


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:192.168.1.1]/",
        "ftp://127.0.0.1/file",
        "file:///etc/passwd",
        "http://user:word@127.0.0.1/",
    ],
)
async def test_follows_no_redirect_inside(site: NewsSite, fetcher: Fetcher, target: str) -> None:
    site.fault("/out", Redirect(target))
    with pytest.raises(Blocked):
        await fetcher.get(site.url + "/out")


@pytest.mark.parametrize("address", ["not an address", "", "http://", "javascript:alert(1)", "//host/x"])
async def test_refuses_what_is_no_web_address(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(Blocked, match="not a web address"):
        await fetcher.get(address)


async def test_carries_the_status_and_the_wait(site: NewsSite, fetcher: Fetcher) -> None:
    site.fault("/busy", Status(429, retry_after=120))
    with pytest.raises(HttpStatus, match="429 Too Many Requests") as raised:
        await fetcher.get(site.url + "/busy")
    assert raised.value.status == 429
    assert raised.value.retry_after == timedelta(seconds=120)
    assert not raised.value.lasting


@pytest.mark.parametrize("status", [404, 410])
async def test_knows_what_is_gone_for_good(site: NewsSite, fetcher: Fetcher, status: int) -> None:
    article = site.publish(title="Було")
    site.withdraw(article, status=status)
    with pytest.raises(HttpStatus) as raised:
        await fetcher.get(article.url)
    assert raised.value.lasting


async def test_names_a_status_nobody_knows(site: NewsSite, fetcher: Fetcher) -> None:
    site.fault("/odd", Status(529))
    with pytest.raises(HttpStatus, match=r"the site answered 529$"):
        await fetcher.get(site.url + "/odd")


async def test_says_that_the_site_hung_up(site: NewsSite, fetcher: Fetcher) -> None:
    site.fault("/", HangUp())
    with pytest.raises(Unreachable, match="cannot be reached"):
        await fetcher.get(site.url + "/")


async def test_says_that_nobody_answers(fetcher: Fetcher) -> None:
    async with NewsSite("Тимчасовий").serve() as gone:
        address = gone.url
    with pytest.raises(Unreachable):
        await fetcher.get(address)


async def test_gives_up_on_a_slow_site(site: NewsSite) -> None:
    site.fault("/", Slow())
    async with Fetcher(limits=Limits(seconds=0.05), allow_loopback=True) as hasty:
        with pytest.raises(TimedOut, match=r"within 0\.05 seconds"):
            await hasty.get(site.url + "/")


async def test_stops_reading_a_huge_answer(site: NewsSite, fetcher: Fetcher) -> None:
    site.fault("/", Huge(megabytes=20))
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        await fetcher.get(site.url + "/")


async def test_counts_what_a_gzip_bomb_holds(site: NewsSite, fetcher: Fetcher) -> None:
    site.fault("/", GzipBomb(megabytes=5))
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        await fetcher.get(site.url + "/")


async def test_asks_one_host_for_few_things_at_a_time(site: NewsSite, fetcher: Fetcher) -> None:
    slow = Slow()
    paths = [f"/{number}" for number in range(5)]
    for path in paths:
        site.fault(path, slow)
    async with asyncio.TaskGroup() as group:
        tries = [group.create_task(_status(fetcher, site.url + path)) for path in paths]
        await site.until(lambda: len(site.requests) == fetcher.limits.per_host)
        assert not any(attempt.done() for attempt in tries)
        slow.release()
    assert [attempt.result() for attempt in tries] == [404] * 5


async def _status(fetcher: Fetcher, url: str) -> int:
    try:
        await fetcher.get(url)
    except HttpStatus as error:
        return error.status
    return 200


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 02 Mar 2026 12:05:00 GMT", 300),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0),
        ("Mon, 02 Mar 2026 12:05:00", 300),
        ("99999999999999999999", 10**8),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
    ],
)
def test_reads_retry_after(header: str, seconds: int | None) -> None:
    assert retry_after(header, NOON) == (None if seconds is None else timedelta(seconds=seconds))

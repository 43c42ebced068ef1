"""The local news site keeps its promises: real answers, faults on demand, a log, a clean end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.sandbox.news import GzipBomb, HangUp, Huge, NewsSite, Redirect, ScriptOnly, Slow, Status, Walled, WebPage

MORNING = datetime(2026, 3, 2, 7, 15, tzinfo=UTC)


@pytest.fixture
async def site() -> AsyncIterator[NewsSite]:
    async with NewsSite("Київський вісник", now=lambda: MORNING).serve() as served:
        yield served


@pytest.fixture
async def reader() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=5) as client:  # noqa: S501 - plain HTTP alone
        yield client


async def test_publishes_on_its_pages_and_in_its_feeds(site: NewsSite, reader: httpx.AsyncClient) -> None:
    article = site.publish(
        title="Назва & <знаки>", lead="Лід.", paragraphs=["Перший.", "Другий.", "Третій."], at=MORNING
    )
    assert article.url == f"{site.url}/news/2026/03/02/1001/"
    assert site.url.startswith("http://127.0.0.1:")
    page = (await reader.get(article.url)).text
    assert "<h1>Назва &amp; &lt;знаки&gt;</h1>" in page
    for furniture in ("Читайте також:", "Підписуйтесь", "Реклама", "Фото: ", "<nav", "<footer"):
        assert furniture in page
    for kind in ("rss", "atom", "sitemap"):
        feed = await reader.get(site.feed_url(kind))
        assert article.url in feed.text
        assert "Назва &amp; &lt;знаки&gt;" in feed.text
    assert article.title in (await reader.get(site.url)).text.replace("&amp;", "&").replace("&lt;", "<").replace(
        "&gt;", ">"
    )


async def test_tells_what_has_not_changed(site: NewsSite, reader: httpx.AsyncClient) -> None:
    article = site.publish(title="Перша")
    for address in (article.url, site.feed_url("rss"), site.feed_url("sitemap_index")):
        first = await reader.get(address)
        by_etag = await reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
        by_time = await reader.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert (first.status_code, by_etag.status_code, by_time.status_code) == (200, 304, 304)
        assert by_etag.content == b""


async def test_a_revision_shows_everywhere(site: NewsSite, reader: httpx.AsyncClient) -> None:
    article = site.publish(title="Перша", paragraphs=["Було."])
    before = await reader.get(article.url)
    changed = site.revise(article, title="Друга", paragraphs=["Стало."], at=MORNING + timedelta(minutes=5))
    after = await reader.get(article.url, headers={"If-None-Match": before.headers["ETag"]})
    assert (changed.url, changed.published_at) == (article.url, article.published_at)
    assert after.status_code == 200
    assert "Стало." in after.text
    assert "Було." not in after.text
    assert "Друга" in (await reader.get(site.feed_url())).text


async def test_what_is_withdrawn_is_gone(site: NewsSite, reader: httpx.AsyncClient) -> None:
    first, second = site.publish(title="Перша"), site.publish(title="Друга")
    site.withdraw(first)
    site.withdraw(second, status=410)
    assert (await reader.get(first.url)).status_code == 404
    assert (await reader.get(second.url)).status_code == 410
    assert first.path not in (await reader.get(site.feed_url())).text


async def test_faults_happen_as_often_as_asked(site: NewsSite, reader: httpx.AsyncClient) -> None:
    article = site.publish(title="Перша")
    site.fault(article, Status(429, retry_after=30), times=2)
    answers = [await reader.get(article.url) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert answers[0].headers["Retry-After"] == "30"
    site.fault(article.path, Status(500))
    assert (await reader.get(article.url)).status_code == 500
    site.mend(article.url)
    assert (await reader.get(article.url)).status_code == 200


async def test_faults_of_many_kinds(site: NewsSite, reader: httpx.AsyncClient) -> None:
    article = site.publish(title="Перша", lead="Лід.", paragraphs=["Текст статті."])
    site.fault(article, Redirect("http://10.0.0.1/"))
    assert (await reader.get(article.url)).headers["Location"] == "http://10.0.0.1/"
    site.fault(article, Huge(megabytes=1))
    assert len((await reader.get(article.url)).content) > 900_000
    site.fault(article, GzipBomb(megabytes=1))
    assert len((await reader.get(article.url)).content) == 1_000_000
    site.fault(article, Walled())
    assert "Текст статті." not in (await reader.get(article.url)).text
    site.fault(article, ScriptOnly())
    assert "Лід." not in (await reader.get(article.url)).text
    site.fault(site.feed_url(), WebPage())
    assert "<html" in (await reader.get(site.feed_url())).text


async def test_hangs_up_without_a_word(site: NewsSite, reader: httpx.AsyncClient) -> None:
    site.fault("/", HangUp(), times=1)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await reader.get(site.url)
    assert (await reader.get(site.url)).status_code == 200


async def test_is_slow_until_it_is_released(site: NewsSite, reader: httpx.AsyncClient) -> None:
    slow = Slow()
    site.fault("/", slow)
    async with asyncio.TaskGroup() as group:
        answer = group.create_task(reader.get(site.url))
        await site.until(lambda: len(site.requests) == 1)
        assert site.requests[0].status is None
        slow.release()
        await site.until(lambda: site.requests[0].status == 200)
    assert answer.result().status_code == 200


async def test_logs_who_asked_for_what(site: NewsSite, reader: httpx.AsyncClient) -> None:
    await reader.get(site.url + "/nowhere?a=1", headers={"User-Agent": "Tester/1"})
    [asked] = site.requests
    assert (asked.path, asked.status) == ("/nowhere?a=1", 404)
    assert asked.headers["user-agent"] == "Tester/1"
    assert site.asked_for("/nowhere") == [asked]


async def test_waiting_ends_with_an_error_where_nothing_comes(site: NewsSite) -> None:
    with pytest.raises(TimeoutError):
        await site.until(lambda: False, within=0.01)


async def test_several_sites_run_at_once(reader: httpx.AsyncClient) -> None:
    first, second = NewsSite("Перший"), NewsSite("The Second", language="en")
    async with first.serve(), second.serve():
        assert first.url != second.url
        assert "Останні новини" in (await reader.get(first.url)).text
        assert "Latest news" in (await reader.get(second.url)).text


async def test_ends_at_once_with_a_reader_still_waiting(reader: httpx.AsyncClient) -> None:
    site = NewsSite("Недовгий")
    async with asyncio.timeout(1):
        async with site.serve():
            site.fault("/", Slow())
            waiting = asyncio.create_task(reader.get(site.url))
            await site.until(lambda: len(site.requests) == 1)
        with pytest.raises(httpx.TransportError):
            await waiting
    with pytest.raises(RuntimeError, match="only while it is served"):
        _ = site.url


async def test_serves_again_after_an_end(reader: httpx.AsyncClient) -> None:
    site = NewsSite("Двічі")
    for _ in range(2):
        async with site.serve():
            assert (await reader.get(site.url)).status_code == 200

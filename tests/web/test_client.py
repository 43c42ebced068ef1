"""Feeds and articles of a local site, read as the stages read them."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.responses import Response

from bot.sandbox.news import GzipBomb, NewsSite, ScriptOnly, Status, Visit, Walled, WebPage
from bot.sites import CannotRead, Listing
from bot.web.client import WebClient
from bot.web.errors import Blocked, NotAFeed, TooLarge
from bot.web.fetch import Limits
from storage.records import ArticleAccess, Feed, FeedId, FeedSpec
from tests.web.reading import article

MORNING = datetime(2026, 3, 2, 7, 15, tzinfo=UTC)  # as the site has it
TITLE = "Міст через Рось відкрили після ремонту"
LEAD = "Рух мостом відновили вранці, повідомив голова громади Тарас Зінченко."
PARAGRAPHS = (
    "Ремонт тривав чотири місяці та коштував дванадцять мільйонів гривень, зазначив він у Телеграмі.",
    "«Роботи завершили на два тижні раніше, ніж передбачав договір», – написав Зінченко.",
    "Вантажівкам понад двадцять тонн їхати мостом поки що заборонено.",
    "Нагадаємо, восени міст закрили через пошкодження опори.",
)


@pytest.fixture
async def web() -> AsyncIterator[WebClient]:
    async with WebClient(allow_loopback=True, limits=Limits(seconds=5, bytes=500_000)) as made:
        yield made


def feed(url: str) -> Feed:
    return Feed(
        id=FeedId(1),
        spec=FeedSpec(url=url, site="Вісник"),
        etag=None,
        last_modified=None,
        read_at=None,
        failures=0,
        error=None,
    )


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "sitemap_index"])
async def test_every_kind_of_feed_lists_the_same(site: NewsSite, web: WebClient, kind: str) -> None:
    old = site.publish(title="Учорашнє", at=datetime(2026, 3, 1, 7, tzinfo=UTC))
    new = site.publish(title=TITLE, lead=LEAD)
    listing = await web.read_list(feed(site.feed_url(kind)))
    assert listing is not None
    found = [item for item in listing.items if "2026" in item.url]
    assert [(item.url, item.title, item.published_at) for item in found] == [
        (new.url, TITLE, MORNING),
        (old.url, "Учорашнє", datetime(2026, 3, 1, 7, tzinfo=UTC)),
    ]
    if not kind.startswith("sitemap"):
        assert found[0].summary == LEAD


async def test_a_feed_is_read_again_only_when_it_changed(site: NewsSite, web: WebClient) -> None:
    first = await web.read_list(feed(site.feed_url()))
    assert first is not None
    held = replace(feed(site.feed_url()), etag=first.etag, last_modified=first.last_modified)
    assert await web.read_list(held) is None
    site.publish(title=TITLE)
    assert isinstance(await web.read_list(held), Listing)


async def test_an_index_is_read_whole_each_time(site: NewsSite, web: WebClient) -> None:
    listing = await web.read_list(feed(site.feed_url("sitemap_index")))
    assert listing is not None
    assert (listing.etag, listing.last_modified) == (None, None)
    assert [asked.path for asked in site.requests] == ["/sitemap.xml", "/sitemap-archive.xml", "/sitemap-2019.xml"]


async def test_an_index_survives_one_bad_child(site: NewsSite, web: WebClient) -> None:
    site.publish(title=TITLE)
    site.fault("/sitemap-archive.xml", Status(500))
    listing = await web.read_list(feed(site.feed_url("sitemap_index")))
    assert listing is not None
    assert [item.title for item in listing.items] == [TITLE]
    site.fault("/sitemap-news.xml", WebPage())
    with pytest.raises(CannotRead):
        await web.read_list(feed(site.feed_url("sitemap_index")))


async def test_a_page_in_place_of_a_feed_names_the_feed(site: NewsSite, web: WebClient) -> None:
    site.fault("/rss", WebPage())
    with pytest.raises(NotAFeed) as raised:
        await web.read_list(feed(site.url + "/rss"))
    assert str(raised.value) == f"not a feed but an HTML page; perhaps the feed's address is {site.url}/rss.xml"
    assert raised.value.hint == site.feed_url("rss")


class Packed:
    """A sitemap published as a .gz file."""

    def __init__(self, content: bytes) -> None:
        self.content = gzip.compress(content)

    async def answer(self, _visit: Visit, /) -> Response:
        return Response(self.content, media_type="application/gzip")


async def test_a_packed_sitemap_is_unpacked_within_the_limit(site: NewsSite, web: WebClient) -> None:
    site.fault("/map.xml.gz", Packed(b"<urlset><url><loc>https://visnyk.example/1</loc></url></urlset>"))
    listing = await web.read_list(feed(site.url + "/map.xml.gz"))
    assert listing is not None
    assert [item.url for item in listing.items] == ["https://visnyk.example/1"]
    site.fault("/map.xml.gz", Packed(b" " * 1_000_000))
    with pytest.raises(TooLarge):
        await web.read_list(feed(site.url + "/map.xml.gz"))


async def test_an_article_is_read_without_the_furniture(site: NewsSite, web: WebClient) -> None:
    published = site.publish(
        title=TITLE,
        lead=LEAD,
        paragraphs=PARAGRAPHS,
        author="Ірина Мельник",
        links=["https://t.me/zinchenko_hromada/318"],
        embeds=["zinchenko_hromada/317"],
    )
    page = await web.read_article(article(url=published.url + "?utm_source=rss"))
    assert page.url == published.url
    assert (page.title, page.lead) == (TITLE, LEAD)
    *paragraphs, source = page.text.split("\n\n")
    assert paragraphs == list(PARAGRAPHS)
    assert source.startswith("Джерело:")
    assert page.links == ("https://t.me/zinchenko_hromada/318", "https://t.me/zinchenko_hromada/317")
    assert page.author == "Ірина Мельник"
    assert page.published_at == MORNING
    assert page.language == "uk"
    assert page.access is ArticleAccess.FULL


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_the_furniture_of_each_language_is_cut(web: WebClient, language: str) -> None:
    async with NewsSite("Вісник", language=language, now=lambda: MORNING).serve() as site:
        published = site.publish(title=TITLE, lead=LEAD, paragraphs=PARAGRAPHS)
        page = await web.read_article(article(url=published.url))
    assert page.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("fault", [Walled(), ScriptOnly()])
async def test_behind_a_wall_the_feed_speaks(site: NewsSite, web: WebClient, fault: Walled | ScriptOnly) -> None:
    published = site.publish(title=TITLE, lead=LEAD, paragraphs=PARAGRAPHS)
    site.fault(published, fault)
    page = await web.read_article(article(url=published.url))
    assert page.access is ArticleAccess.SUMMARY
    assert (page.title, page.lead, page.text) == ("Назва зі стрічки", "Коротко зі стрічки.", "")


async def test_a_bomb_is_a_failure_like_others(site: NewsSite, web: WebClient) -> None:
    published = site.publish(title=TITLE)
    site.fault(published, GzipBomb(megabytes=2))
    with pytest.raises(TooLarge):
        await web.read_article(article(url=published.url))


async def test_without_the_setting_our_own_machine_is_closed(site: NewsSite) -> None:
    async with WebClient() as web:
        with pytest.raises(Blocked):
            await web.read_list(feed(site.feed_url()))
    assert site.requests == []

"""Answers built to keep a parser busy, to fill the memory, or to be read as what they are not.

No test measures time:
without the limits these would take minutes and hours, and the limit of the whole test would end them.
"""

from html import escape
from zoneinfo import ZoneInfo

import pytest

from bot.web.charsets import decode, decode_page, decode_xml
from bot.web.errors import NotAFeed
from bot.web.lists import MOST_ITEMS, Kind, feed_of_page, kind_of, read_feed, read_index, read_sitemap
from bot.web.text import SUMMARY_LENGTH, plain
from storage.records import FeedItem

KYIV = ZoneInfo("Europe/Kyiv")
URL = "https://visnyk.example/"
MANY = 300_000
ATTRIBUTES = " ".join(f"a{number}='1'" for number in range(MANY))
NESTED = "<div>" * 100_000
BREAKS = "<br>" * 100_000


def rss(title: str = "Назва", summary: str = "Коротко.", more: str = "") -> bytes:
    item = f"<item><title>{title}</title><link>/1</link><description>{summary}</description>{more}</item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{item}</channel></rss>'.encode()


def one(content: bytes) -> FeedItem:
    [item] = read_feed(content, url=URL)
    return item


@pytest.mark.parametrize("bomb", [f"<p {ATTRIBUTES}>хибне</p>", NESTED + "хибне", BREAKS + "хибне", "<" * 100_000])
def test_markup_in_a_title_or_summary_is_looked_at_no_further_than_some_way(bomb: str) -> None:
    item = one(rss(title="Назва " + escape(bomb, quote=False), summary="Коротко. " + escape(bomb, quote=False)))
    assert (item.title[:5], item.summary[:8]) == ("Назва", "Коротко.")
    assert "хибне" not in item.title + item.summary


def test_a_summary_is_cut_however_long_it_is() -> None:
    item = one(rss(summary="слово " * 100_000))
    assert SUMMARY_LENGTH - 10 < len(item.summary) <= SUMMARY_LENGTH + 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (rss(title=f"<p {ATTRIBUTES}>x</p>"), "thousands of attributes"),
        (rss(more=f"<_x {ATTRIBUTES}/>"), "thousands of attributes"),
        (rss(more=f"<script/><x {ATTRIBUTES}/>"), "thousands of attributes"),
        (rss(more=f"& <x {ATTRIBUTES}/>"), "thousands of attributes"),
        (rss(more=f"<x {ATTRIBUTES}/>").decode().encode("utf-16"), "thousands of attributes"),
        (rss(more="<x>" * MANY), "nothing but tags"),
        (rss(more="<item/>" * MANY), "nothing but tags"),
        (rss(title="<" * MANY), "nothing but tags"),
        (rss(title="&" * 2 * MANY), "nothing but tags"),
    ],
)
def test_a_feed_built_to_keep_us_busy_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(NotAFeed, match=words):
        read_feed(content, url=URL)


def test_nested_tags_of_a_feed_are_survived() -> None:
    assert one(rss(more="<x>" * 20_000 + "</x>" * 20_000)).title == "Назва"


def test_a_bomb_in_the_title_of_a_news_sitemap_is_cut() -> None:
    namespaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    for bomb in (f"<p {ATTRIBUTES}>хибне</p>", NESTED + "хибне", BREAKS + "хибне"):
        news = f"<n:news><n:title>Назва {escape(bomb)}</n:title></n:news>"
        content = f"<urlset {namespaces}><url><loc>/1</loc>{news}</url></urlset>".encode()
        [item] = read_sitemap(content, url=URL, zone=KYIV)
        assert item.title.startswith("Назва")
        assert "хибне" not in item.title


def test_of_a_sitemap_without_end_only_the_newest_are_looked_at() -> None:
    pages = "".join(f"<url><loc>/{n}</loc><lastmod>{2000 + n // 2000}-01-01</lastmod></url>" for n in range(40_000))
    items = read_sitemap(f"<urlset>{pages}</urlset>".encode(), url=URL, zone=KYIV)
    assert len(items) == MOST_ITEMS
    assert items[0].url == URL + "38000"


@pytest.mark.parametrize("bomb", ["<a>" * 100_000 + "</a>" * 100_000, f"<a {ATTRIBUTES}/>"])
def test_nested_tags_and_attributes_of_a_sitemap_are_survived(bomb: str) -> None:
    content = f"<urlset>{bomb}<url><loc>/1</loc></url></urlset>".encode()
    assert [item.url for item in read_sitemap(content, url=URL, zone=KYIV)] == [URL + "1"]
    assert read_index(f"<sitemapindex>{bomb}</sitemapindex>".encode(), url=URL, zone=KYIV) == ()


@pytest.mark.parametrize("bomb", [f"<p {ATTRIBUTES}>", BREAKS, "<!--" * MANY, "<a b='" * MANY])
def test_a_page_at_a_feeds_address_names_no_feed_if_it_is_a_bomb(bomb: str) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    content = f"<html><body>{bomb}{link}</body></html>".encode()
    assert kind_of(content) is Kind.PAGE
    assert feed_of_page(content, url=URL) is None


def test_a_comment_without_end_hides_what_follows() -> None:
    assert kind_of(b"<!--" * 5_000 + b"<rss>") is Kind.OTHER


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "undefined", "utf-7", "unicode_escape", "zlib", "a\0b", "x" * 99]
)
def test_only_the_encodings_of_the_web_are_spoken(charset: str) -> None:
    content = b"+BB0EMA-\xff" * MANY
    assert decode(content, [charset]) == content.decode("utf-8", errors="replace")
    declared = f"<meta charset='{charset}'>".encode()
    assert decode_page(declared + b"\xff", charset).endswith("\ufffd")
    feed = rss().replace(b'"1.0"', f'"1.0" encoding="{charset}"'.encode()) + b"<!-- \xff -->"
    assert decode_xml(feed).endswith("\ufffd -->")


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-u"]
)
def test_a_feed_is_read_in_whatever_encoding_it_declares(charset: str) -> None:
    content = rss().decode().replace('"1.0"', f'"1.0" encoding="{charset.removesuffix("-sig")}"').encode(charset)
    assert one(content).title == "Назва"


def test_scripts_and_styles_are_no_words_of_a_summary() -> None:
    markup = "<style>p{}</style><p onclick='x()'>Слова</p><script>хибне()</script><!-- хибне -->"
    assert one(rss(summary=escape(markup))).summary == plain(markup) == "Слова"

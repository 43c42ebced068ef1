"""What feeds and sitemaps of all makes list."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.web.errors import NotAFeed
from bot.web.lists import MOST_ITEMS, Kind, feed_of_page, kind_of, read_feed, read_index, read_sitemap
from bot.web.text import moment, plain, summary

KYIV = ZoneInfo("Europe/Kyiv")
MORNING = datetime(2026, 3, 2, 5, 52, tzinfo=UTC)
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'

RSS = """<?xml version="1.0" encoding="UTF-8"?><!-- <html> --><rss version="2.0"><channel><title>x</title>
<item><title>Удар &amp;amp; наслідки: &lt;b&gt;п'ять&lt;/b&gt; влучань</title><link>/news/1?utm_source=rss#top</link>
<description><![CDATA[<p>Перший <b>абзац</b>.</p><script>x()</script><img src="x"> Читати далі...]]></description>
<pubDate>Mon, 02 Mar 2026 07:52:00 +0200</pubDate></item>
<item><title>Двічі</title><link>https://visnyk.example/news/1</link></item>
<item><title>Постійна</title><guid isPermaLink="true">https://visnyk.example/news/2</guid></item>
<item><title>Не адреса</title><link>javascript:alert(1)</link></item>
<item><title>Без адреси</title></item>
<item><title>Рік</title><link>https://visnyk.example/3</link><pubDate>Mon, 02 Mar 99999 07:52:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title type="html">A &lt;i&gt;b&lt;/i&gt;</title>
<link href="https://observer.example/a"/><updated>2026-03-02T05:52:00Z</updated><summary>s</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>x</title></channel>
<item rdf:about="https://visnyk.example/r"><title>R</title><link>https://visnyk.example/r</link>
<dc:date>2026-03-02T07:52:00+02:00</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (RSS.encode(), Kind.FEED),
        (ATOM.encode(), Kind.FEED),
        (RDF.encode(), Kind.FEED),
        (RSS.replace("UTF-8", "UTF-16").encode("utf-16"), Kind.FEED),
        (b"\xef\xbb\xbf\n<urlset/>", Kind.SITEMAP),
        (b"<s:sitemapindex/>", Kind.SITEMAP_INDEX),
        (b"<!DOCTYPE HTML><rss>", Kind.PAGE),
        (b"<HTML>", Kind.PAGE),
        (b'{"version": "x"}', Kind.OTHER),
        (b"", Kind.OTHER),
    ],
)
def test_the_first_tag_tells_what_came(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


def test_reads_rss() -> None:
    items = read_feed(RSS.encode(), url="https://visnyk.example/rss")
    assert [item.url for item in items] == [
        "https://visnyk.example/news/1",
        "https://visnyk.example/news/2",
        "https://visnyk.example/3",
    ]
    assert (
        read_feed(RSS.replace("<title>Двічі", "<title>").encode(), url="https://visnyk.example/")[0].url == items[0].url
    )
    assert items[2].published_at is None


def test_the_first_of_two_entries_for_an_address_counts() -> None:
    [first, *_] = read_feed(RSS.encode(), url="https://visnyk.example/rss")
    assert first.title == "Удар & наслідки: п\u02bcять влучань"
    assert first.summary == "Перший абзац."
    assert first.published_at == MORNING


@pytest.mark.parametrize(("content", "title"), [(ATOM, "A b"), (RDF, "R")])
def test_reads_atom_and_rdf(content: str, title: str) -> None:
    [item] = read_feed(content.encode(), url="https://x.example/")
    assert item.title == title
    assert item.published_at == MORNING


def test_reads_other_encodings() -> None:
    [first, *_] = read_feed(RSS.replace("UTF-8", "windows-1251").encode("cp1251"), url="https://visnyk.example/rss")
    assert first.summary == "Перший абзац."


def test_reads_a_feed_that_is_not_quite_xml() -> None:
    broken = RSS.replace("Постійна", "Постійна & <b>незакрита")
    assert len(read_feed(broken.encode(), url="https://visnyk.example/rss")) == 3


def test_a_bomb_of_entities_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]><rss version="2.0"><channel>'
    bomb += "<item><title>&a9;</title><link>https://visnyk.example/1</link></item></channel></rss>"
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(NotAFeed, match="entities"):
            read_feed(bomb.encode(encoding), url="https://visnyk.example/")
    with pytest.raises(NotAFeed, match="cannot be read"):
        read_sitemap(bomb.replace("rss", "urlset").encode(), url="https://visnyk.example/", zone=KYIV)


def test_no_file_is_opened_whatever_the_feed_is_called(tmp_path: object) -> None:
    with pytest.raises(NotAFeed):
        read_feed(b"/etc/hostname", url="https://visnyk.example/")


def test_reads_a_news_sitemap_newest_first() -> None:
    content = f"""<urlset {SITEMAP}>
    <url><loc>https://visnyk.example/old</loc><lastmod>2026-03-01T10:00:00Z</lastmod></url>
    <url><loc> https://visnyk.example/new?fbclid=1 </loc><lastmod>2026-03-02T08:00:00Z</lastmod><n:news>
    <n:publication_date>2026-03-02T07:52:00+02:00</n:publication_date><n:title>П&apos;ять &amp;amp; шість</n:title>
    </n:news></url>
    <url><loc>https://visnyk.example/day</loc><lastmod>2026-02-28</lastmod></url>
    <url><loc>https://visnyk.example/never</loc></url><url/></urlset>"""
    items = read_sitemap(content.encode(), url="https://visnyk.example/map.xml", zone=KYIV)
    assert [item.url.rpartition("/")[2] for item in items] == ["new", "old", "day", "never"]
    assert items[0].title == "П\u02bcять & шість"
    assert items[0].published_at == MORNING
    assert items[2].published_at == datetime(2026, 2, 28, 21, 59, 59, tzinfo=UTC)  # the end of that day in Kyiv
    assert items[3].published_at is None


def test_an_archive_gives_its_newest_pages_alone() -> None:
    pages = "".join(
        f"<url><loc>https://visnyk.example/{n}</loc><lastmod>{2000 + n // 100}-01-01</lastmod></url>"
        for n in range(1000)
    )
    items = read_sitemap(f"<urlset {SITEMAP}>{pages}</urlset>".encode(), url="https://visnyk.example/", zone=KYIV)
    assert len(items) == MOST_ITEMS
    assert items[0].url == "https://visnyk.example/900"


def test_an_index_gives_its_newest_children() -> None:
    content = f"""<sitemapindex {SITEMAP}><sitemap><loc>/a.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
    <sitemap><loc>/b.xml</loc></sitemap><sitemap><loc>/c.xml.gz</loc><lastmod>2026-03-01</lastmod></sitemap></sitemapindex>"""
    children = read_index(content.encode(), url="https://visnyk.example/sitemap.xml", zone=KYIV)
    assert [child.url for child in children] == ["https://visnyk.example/c.xml.gz", "https://visnyk.example/a.xml"]


@pytest.mark.parametrize("content", [b"<urlset>", b"", b'<?xml version="1.0" encoding="nonsense"?><urlset/>'])
def test_a_broken_sitemap_says_so(content: bytes) -> None:
    with pytest.raises(NotAFeed, match="not a feed but a sitemap that cannot be read"):
        read_sitemap(content, url="https://visnyk.example/", zone=KYIV)


def test_a_page_names_its_feed() -> None:
    page = (
        b'<html><head><link rel="alternate" hreflang="ru" href="/ru"><link rel="alternate" type="application/rss+xml" '
    )
    assert (
        feed_of_page(page + b'href="/feed/"></head></html>', url="https://visnyk.example/a")
        == "https://visnyk.example/feed/"
    )
    assert feed_of_page(b"<html><body>x</body></html>", url="https://visnyk.example/") is None
    assert feed_of_page(b"", url="https://visnyk.example/") is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2026-03-02T05:52:00Z", MORNING),
        ("2026-03-02T07:52:00+02:00", MORNING),
        ("2026-03-02T07:52:00+0200", MORNING),
        ("2026-03-02 07:52", MORNING),
        ("0001-01-01T00:00:00+05:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_become_utc(text: str, hours: datetime | None) -> None:
    assert moment(text, KYIV) == hours


def test_markup_becomes_one_line() -> None:
    assert plain("<p>Один</p>\n<p>два &mdash; три</p>") == "Один два — три"
    assert plain("2 < 3 і 5 > 4") == "2 < 3 і 5 > 4"
    assert plain("<!-- нічого -->") == ""
    assert len(summary("слово " * 1000)) <= 1001

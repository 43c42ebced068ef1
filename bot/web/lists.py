"""What a feed lists: RSS, Atom and RDF through feedparser, sitemaps through defusedxml. Slow: for a thread."""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.language import search_keys
from bot.web.addresses import canonical
from bot.web.charsets import decode_page, decode_xml
from bot.web.errors import NotAFeed, NotAPage
from bot.web.page import attributes_in_xml, load_page
from bot.web.text import moment, plain, summary
from storage.records import FeedItem

MOST_ITEMS = 200  # newest first; a sitemap may list the whole archive
MOST_TAGS = 200_000  # of a feed, which cost 5 s; the largest that fit into the limit of bytes have half of that
MOST_ENTITIES = 500_000  # of a feed, which cost 2 s
MOST_ATTRIBUTES = 2_000  # of the long tags of a feed; 9,000 cost feedparser 3 s, and the cost grows by the square
TITLE_LENGTH = 500
CHILD_SITEMAPS = 2  # of an index: the newest; the others hold the archive

_FEED_TYPES = "application/rss+xml", "application/atom+xml", "application/rdf+xml"
_COMMENTS = re.compile(rb"<!--(?:.*?-->|.*)", re.DOTALL)
_FIRST_TAG = re.compile(rb"<([A-Za-z][\w.:-]*)")
_NO_ITEM_TIME = datetime.min.replace(tzinfo=UTC)


class Kind(Enum):
    """What an answer is, by its first tag."""

    FEED = "a feed"
    SITEMAP = "a sitemap"
    SITEMAP_INDEX = "an index of sitemaps"
    PAGE = "an HTML page"
    OTHER = "something else"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A sitemap that an index names."""

    url: str
    changed_at: datetime | None


_KINDS = {
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"rdf": Kind.FEED,
    b"urlset": Kind.SITEMAP,
    b"sitemapindex": Kind.SITEMAP_INDEX,
    b"html": Kind.PAGE,
    b"head": Kind.PAGE,
    b"body": Kind.PAGE,
}


def kind_of(content: bytes) -> Kind:
    """What an answer is; its declared type is wrong too often to be asked."""
    beginning = _COMMENTS.sub(b"", content[:20_000].replace(b"\0", b""))  # UTF-16 reads as ASCII without its zeros
    if b"<!doctype html" in beginning[:500].lower():
        return Kind.PAGE
    match = _FIRST_TAG.search(beginning)
    name = match[1].rpartition(b":")[2].lower() if match else b""
    return _KINDS.get(name, Kind.OTHER)


# ------------------------------------------------------------------ RSS, Atom, RDF


def read_feed(content: bytes, *, url: str) -> tuple[FeedItem, ...]:
    """The items of an RSS, Atom or RDF feed, in its own order."""
    text = _safe(decode_xml(content))
    # Never the text itself: it may be taken for a file's name. What its sanitizer does is done in `plain`.
    parsed = feedparser.parse(BytesIO(text.encode()), resolve_relative_uris=False, sanitize_html=False)
    if not parsed.version:
        raise NotAFeed("something that says it is one and cannot be read")
    items = (_entry(entry, url) for entry in parsed.entries[:MOST_ITEMS])
    return _distinct(item for item in items if item is not None)


def _safe(text: str) -> str:
    """A feed that takes no longer to read than a feed may. Raises NotAFeed for others."""
    if "<!ENTITY" in text:
        # feedparser leaves out those that stand at the beginning of a line, and no others: 1.4 s and 180 MB for 1 kB
        raise NotAFeed("a feed that declares entities of its own, which no news feed needs")
    if text.count("<") > MOST_TAGS or text.count("&") > MOST_ENTITIES:
        raise NotAFeed("a feed that is nothing but tags")
    if attributes_in_xml(text) > MOST_ATTRIBUTES:
        raise NotAFeed("a feed with thousands of attributes in a tag")
    return text


def _entry(entry: Mapping[str, Any], base: str) -> FeedItem | None:
    url = canonical(str(entry.get("feedburner_origlink") or entry.get("link") or ""), base=base)
    if url is None:
        return None
    # dict's own get: feedparser's maps `updated` to `published` with a warning where it is absent
    stamp = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")  # type: ignore[call-overload]
    title, words = plain(str(entry.get("title") or ""))[:TITLE_LENGTH], summary(str(entry.get("summary") or ""))
    return FeedItem(
        url=url,
        title=title,
        summary=words,
        keys=search_keys(f"{title}\n\n{words}"),
        published_at=_from_stamp(stamp) if stamp else None,
    )


def _from_stamp(stamp: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC)
    except (ValueError, OverflowError, OSError):  # year 0 and year 20266 are both seen
        return None


# ------------------------------------------------------------------ sitemaps


def read_sitemap(content: bytes, *, url: str, zone: tzinfo) -> tuple[FeedItem, ...]:
    """The newest pages of a sitemap, newest first; titles and exact times only where it is a news sitemap."""
    dated = [(_changed(element, zone) or _NO_ITEM_TIME, element) for element in _parse(content).iterfind("{*}url")]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    pages = (_page(element, url, zone) for _, element in dated[: 2 * MOST_ITEMS])
    return _distinct(item for item in pages if item is not None)[:MOST_ITEMS]


def read_index(content: bytes, *, url: str, zone: tzinfo) -> tuple[Child, ...]:
    """The newest sitemaps of an index; where it gives no times, those named first."""
    children = []
    for element in _parse(content).iterfind("{*}sitemap"):
        address = _child(element, "loc")
        if address:
            children.append(Child(url=urljoin(url, address), changed_at=moment(_child(element, "lastmod"), zone)))
    children.sort(key=lambda child: child.changed_at or _NO_ITEM_TIME, reverse=True)
    return tuple(children[:CHILD_SITEMAPS])


def _page(element: Element, base: str, zone: tzinfo) -> FeedItem | None:
    url = canonical(_child(element, "loc"), base=base)
    if url is None:
        return None
    title = plain(_child(element, "news/{*}title"))[:TITLE_LENGTH]
    return FeedItem(url=url, title=title, summary="", keys=search_keys(title), published_at=_changed(element, zone))


def _changed(element: Element, zone: tzinfo) -> datetime | None:
    return moment(_child(element, "news/{*}publication_date") or _child(element, "lastmod"), zone)


def _child(element: Element, path: str) -> str:
    return (element.findtext("{*}" + path) or "").strip()


def _parse(content: bytes) -> Element:
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:  # the last two: odd encodings
        raise NotAFeed(f"a sitemap that cannot be read ({error})") from error
    return root


# ------------------------------------------------------------------ both


def feed_of_page(content: bytes, *, url: str) -> str | None:
    """The address of the feed that an HTML page names, if it names one."""
    try:
        root = load_page(decode_page(content, None))
    except NotAPage:
        return None
    if root is None:
        return None
    for link in root.iterfind(".//link[@rel='alternate']"):
        if link.get("type") in _FEED_TYPES and link.get("href"):
            return canonical(str(link.get("href")), base=url)
    return None


def _distinct(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    found: dict[str, FeedItem] = {}
    for item in items:
        found.setdefault(item.url, item)
    return tuple(found.values())

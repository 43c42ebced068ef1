"""What a page says about itself: its own address, its title, its time, the Telegram posts that it shows."""

import re
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from bot.language import normalise
from bot.web.addresses import canonical, host_of, telegram_post
from bot.web.text import moment

_SEPARATORS = re.compile(r"\s+[|–—•/:-]\s+")
_DATE_PLACES = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')


def own_address(named: str | None, fetched: str) -> str:
    """The address that a page names as its own, unless it is another site's or the front page (a common mistake)."""
    own = canonical(named or "", base=fetched)
    at = canonical(fetched) or fetched
    if own is None or host_of(own) != host_of(at) or urlsplit(own).path in ("", "/"):
        return at
    return own


def clean_title(text: str, site: str) -> str:
    """A title without the name of the site behind it."""
    text = " ".join(normalise(text).split())
    parts = _SEPARATORS.split(text)
    if len(parts) > 1 and site and parts[-1].casefold() == normalise(site).casefold():
        return text[: text.rindex(parts[-1])].rstrip(" |–—•/:-")
    return text


def published_at(tree: Any, guessed: str, zone: tzinfo) -> datetime | None:
    """When it was published: as the page says in the places made for it, else as htmldate guesses.

    htmldate comes last because it drops the time of day of some forms (2026-03-02T06:40:00.000Z in a meta element).
    """
    said = [str(text) for path in _DATE_PLACES for text in tree.xpath(path)[:1]]
    said += _JSON_DATE.findall("".join(tree.xpath("//script[@type='application/ld+json']/text()")))[:1]
    said += [guessed, *(str(text) for text in tree.xpath("//article//time/@datetime")[:1])]
    moments = [(found, "T00:00:00" in text or "T" not in text) for text in said if (found := moment(text, zone))]
    exact = (found for found, is_date_alone in moments if not is_date_alone)
    return next(exact, moments[0][0] if moments else None)


def telegram_posts(tree: Any) -> list[str]:
    """Posts that the page embeds (a script, which extraction drops) or links from within its article."""
    embedded = tree.xpath("//@data-telegram-post")
    framed = tree.xpath("//iframe/@src | //blockquote[contains(@class,'telegram')]//a/@href")
    linked = tree.xpath("(//article | //main | //*[@itemprop='articleBody'])//a[not(ancestor::aside)]/@href")
    found = [telegram_post(f"https://t.me/{name}") for name in embedded]
    found += [telegram_post(str(url)) for url in (*framed, *linked)]
    return [url for url in found if url]

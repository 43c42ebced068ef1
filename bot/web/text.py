"""Small pieces of text out of feeds: titles and summaries as people write them, times in the forms that sites use."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from lxml import etree, html  # type: ignore[import-untyped] # ships no types

from bot.language import normalise

SUMMARY_LENGTH = 1000
MOST_MARKUP = 10_000  # characters of a title or summary that are looked at: parsers take time by the square in places
_MARKUP = re.compile(r"<[A-Za-z/!]|&[#\w]+;")
_MORE = re.compile(
    r"\s*(?:\[…\]|\[\.\.\.\]|(?:Читати|Читать|Read|Детальніше|Подробнее)(?: (?:далі|далее|more))?\s*[.…→»>]*)$"
)
_DATE_ALONE = re.compile(r"\d{4}-\d\d-\d\d(?:T00:00:00)?")


def plain(markup: str) -> str:
    """One line of text without its markup."""
    markup = markup[:MOST_MARKUP]
    if _MARKUP.search(markup):
        try:
            root = html.fragment_fromstring(markup, create_parent="div")
        except (etree.ParserError, ValueError):  # nothing but a comment; characters that XML has no place for
            return ""
        etree.strip_elements(root, "script", "style", with_tail=False)
        markup = root.xpath("string()")
    return " ".join(normalise(markup).split())


def summary(markup: str) -> str:
    """A feed's summary of an article, without «Читати далі» and cut where it carries the whole text."""
    text = _MORE.sub("", plain(markup))
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + "…"


def moment(text: str, zone: tzinfo) -> datetime | None:
    """A time in ISO form as aware UTC; one without an offset is of the given zone.

    A date alone means the end of that day: an article that seems older than its post would never be matched with it.
    """
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            if _DATE_ALONE.fullmatch(text):
                found = datetime.combine(found.date(), time(0)) + timedelta(days=1, seconds=-1)
            found = found.replace(tzinfo=zone)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None

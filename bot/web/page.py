"""From the bytes of a page to its tree, unless it is built to keep a parser busy.

Parsers take time by the square in places: 20,000 attributes of one tag cost libxml2 2.4 s and 100,000 more than five
minutes; 100,000 line breaks cost trafilatura 18 s. A thread cannot be stopped, so such pages are refused beforehand.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html  # type: ignore[import-untyped] # ships no types

from bot.web.charsets import decode_page
from bot.web.errors import NotAPage
from bot.web.fetch import Answer
from storage.records import FailureKind

MOST_ATTRIBUTES = 8_000  # of the long tags of a page, which cost 0.2 s; where quotes are amiss, words become attributes
SHORT_TAG = 2_000  # characters: too short for attributes that take time
MOST_ELEMENTS = 20_000  # of one page; the longest live reports have about 10,000

# Tags as the HTML standard reads them, every quantifier possessive: one pass, whatever the page.
# https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_TAG = re.compile(
    rf"""<!--(?:[^-]++|-(?!->))*+
    | (?P<tag><(?=[A-Za-z])(?P<raw>(?:script|style)(?=[\s/>]))?+[^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+)
      (?(raw)>?+(?:[^<]++|<(?!/(?P=raw)))*+)  # a script is full of what looks like tags: i<n""",
    re.VERBOSE | re.IGNORECASE,
)
_XML_TAG = re.compile(rf"(?P<tag><[^\s/>!?](?:[^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+))")  # XML's scripts are no exception
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def leads_to_front(reached: str, asked: str) -> bool:
    """Whether an article's address leads to the front page: what many sites do with what they took down."""
    return urlsplit(reached).path in ("", "/") and urlsplit(asked).path not in ("", "/")


def decoded(answer: Answer) -> str:
    """The page as text. Raises NotAPage for what is none."""
    if answer.content_type and "html" not in answer.content_type and answer.content_type != "text/plain":
        raise NotAPage(f"the address gives no page but {answer.content_type}", detail=answer.content_type[:60])
    return decode_page(answer.content, answer.charset)


def load_page(source: str) -> Any:
    """The tree of a page; None where there is none. Raises NotAPage for a page that no newsroom would make."""
    if _attributes(_TAG, source) > MOST_ATTRIBUTES:
        raise NotAPage("the page has tags with thousands of attributes", FailureKind.ODD)
    try:
        tree = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise NotAPage(f"the page has more than {MOST_ELEMENTS} elements", FailureKind.ODD)
    return tree


def attributes_in_xml(source: str) -> int:
    """How many attributes the long tags of an XML document have."""
    return _attributes(_XML_TAG, source)


def _attributes(tags: re.Pattern[str], source: str) -> int:
    found = (match["tag"] for match in tags.finditer(source))
    return sum(len(_ATTRIBUTES.findall(tag)) for tag in found if tag and len(tag) > SHORT_TAG)

"""From the bytes of a page to its tree, unless it is built to keep a parser busy.

Parsers take time by the square in places: 20,000 attributes of one tag cost libxml2 2.4 s and 100,000 more than five
minutes; 100,000 line breaks cost trafilatura 18 s. A thread cannot be stopped, so such pages are refused beforehand.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html  # type: ignore[import-untyped] # ships no types

from bot.web.errors import NotAPage
from bot.web.fetch import Answer

MOST_ATTRIBUTES = 8_000  # of one tag, which cost 0.2 s; real ones have a dozen
MOST_ELEMENTS = 20_000  # of one page; the longest live reports have about 10,000

_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
# Tags as the HTML standard reads them, every quantifier possessive: one pass, whatever the page.
# https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_TAG = re.compile(
    rf"""<!--(?:[^-]++|-(?!->))*+
    | (?P<tag><(?=[A-Za-z])(?P<raw>(?:script|style)(?=[\s/>]))?+[^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+)
      (?(raw)>?+(?:[^<]++|<(?!/(?P=raw)))*+)  # a script is full of what looks like tags: i<n""",
    re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def leads_to_front(reached: str, asked: str) -> bool:
    """Whether an article's address leads to the front page: what many sites do with what they took down."""
    return urlsplit(reached).path in ("", "/") and urlsplit(asked).path not in ("", "/")


def decoded(answer: Answer) -> str:
    """The page as text: UTF-8 where that fits, else as its header or its meta element says. Raises NotAPage.

    Servers declare a default more often than what they send, and no other encoding passes for UTF-8 by chance.
    """
    if answer.content_type and "html" not in answer.content_type and answer.content_type != "text/plain":
        raise NotAPage(f"the address gives no page but {answer.content_type}")
    declared = _META_CHARSET.search(answer.content[:4000])
    for charset in ("utf-8", answer.charset, declared and declared[1].decode("ascii")):
        try:
            if charset:
                return answer.content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue  # not that one, or an encoding that nobody knows
    return answer.content.decode("utf-8", errors="replace")


def load_page(source: str) -> Any:
    """The tree of a page; None where there is none. Raises NotAPage for a page that no newsroom would make."""
    if any(_attributes(match["tag"]) > MOST_ATTRIBUTES for match in _TAG.finditer(source)):
        raise NotAPage("the page has a tag with thousands of attributes")
    try:
        tree = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise NotAPage(f"the page has more than {MOST_ELEMENTS} elements")
    return tree


def _attributes(tag: str | None) -> int:
    """How many attributes a tag has; 0 where it is too short to have too many, or a comment."""
    return len(_ATTRIBUTES.findall(tag)) if tag and len(tag) > 2 * MOST_ATTRIBUTES else 0

"""What an article's page says: title, lead, paragraphs, links. Pure, and slow (about 15 ms a page): for a thread."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from trafilatura.deduplication import Simhash
from trafilatura.utils import load_html

from bot.language import detect, normalise, search_keys
from bot.web.addresses import canonical, host_of, telegram_post
from bot.web.errors import NotAPage
from bot.web.fetch import Answer
from bot.web.furniture import MOST_PARAGRAPHS, PRUNED, Block, without_furniture
from bot.web.text import moment
from storage.records import Article, ArticleAccess, ArticlePage

ENOUGH_WORDS = 30
SHORT_NEWS_WORDS = 8
ENOUGH_BEFORE_WALL = 120  # where the page itself says that it is not free to read
FINGERPRINT_WORDS = 40
MOST_LINKS = 100

_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    r"javascript|cookies|передплат|підписник|подписчик|subscri|увійдіть|войдите|log in|sign in", re.IGNORECASE
)
_WALL = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+[|–—•/:-]\s+")
_BLOCKS = ("p", "head", "item", "row", "code")
_DATES = {
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
    "original_date": True,
    "max_date": "2100-01-01",  # what "now" is, is not for a parser to say
    "deferred_url_extractor": True,  # else /2026/03/02/ in the address wins over the exact time in the page
}


def extract(answer: Answer, article: Article, *, zone: tzinfo) -> ArticlePage:
    """Read a page. Where it holds too little text, the feed's title and summary stand in. Raises NotAPage."""
    _refuse_others(answer, article)
    source = _decoded(answer)
    tree = load_html(source)
    if tree is None:
        return _summary(answer.url, article)
    extra_links = _telegram_posts(tree)
    _prune(tree)
    document = trafilatura.bare_extraction(
        tree,
        url=answer.url,
        include_links=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if document is None:
        return _summary(answer.url, article)
    page = _page(document, answer, article, extra_links=extra_links, zone=zone, tree=tree)
    walled = _WALL.search(source if isinstance(source, str) else "") is not None
    if _is_whole(page, article, walled=walled):
        return page
    return _summary(page.url, article, links=page.links)


def _page(
    document: Any, answer: Answer, article: Article, *, extra_links: Sequence[str], zone: tzinfo, tree: Any
) -> ArticlePage:
    url = _own_address(document.url, answer.url)
    title = _title(document.title or "", document.sitename or "") or article.title
    blocks = list(without_furniture(_blocks(document.body), host=host_of(answer.url)))
    paragraphs = [block.text for block in blocks if block.text.casefold() != title.casefold()]
    lead, paragraphs = _split_lead(normalise(document.description or ""), paragraphs)
    text = "\n\n".join(paragraphs)
    whole = "\n\n".join(part for part in (title, lead, text) if part)
    return ArticlePage(
        url=url,
        title=title,
        lead=lead,
        text=text,
        access=ArticleAccess.FULL,
        language=detect(whole) or document.language,
        keys=search_keys(whole),
        fingerprint=fingerprint(text),
        author=normalise(document.author or "") or None,
        published_at=_published_at(document.date or "", tree, zone),
        links=_links([link for block in blocks for link in block.links], extra_links, answer.url),
    )


def _summary(url: str, article: Article, links: tuple[str, ...] = ()) -> ArticlePage:
    """All we have of an article that cannot be read: what the feed says."""
    whole = "\n\n".join(part for part in (article.title, article.lead) if part)
    return ArticlePage(
        url=canonical(url) or article.url,
        title=article.title,
        lead=article.lead,
        text="",
        access=ArticleAccess.SUMMARY,
        language=detect(whole),
        keys=search_keys(whole),
        fingerprint=0,
        links=links,
    )


def fingerprint(text: str) -> int:
    """A 64-bit hash that near-identical texts nearly share; 0 where there is too little text to tell."""
    if len(text.split()) < FINGERPRINT_WORDS:
        return 0
    return int(Simhash(text.casefold()).hash)


# ------------------------------------------------------------------ the page


def _refuse_others(answer: Answer, article: Article) -> None:
    kind = answer.content_type
    if kind and "html" not in kind and kind != "text/plain":
        raise NotAPage(f"the address gives no page but {kind}")
    if urlsplit(answer.url).path in ("", "/") and urlsplit(article.url).path not in ("", "/"):
        raise NotAPage("the address leads to the front page now")


def _decoded(answer: Answer) -> str | bytes:
    """The page as text, by its header or its meta element; where both are wrong, trafilatura guesses from the bytes."""
    declared = _META_CHARSET.search(answer.content[:4000])
    for charset in (answer.charset, declared and declared[1].decode("ascii"), "utf-8"):
        try:
            if charset:
                return answer.content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue  # sites declare what their template says, not what they send
    return answer.content


def _prune(tree: Any) -> None:
    for path in PRUNED:
        for element in tree.xpath(path):
            if len(element.findall(".//p")) <= MOST_PARAGRAPHS and element.getparent() is not None:
                element.drop_tree()


def _telegram_posts(tree: Any) -> list[str]:
    """Posts that the page embeds (a script, which extraction drops) or links from within its article."""
    embedded = tree.xpath("//@data-telegram-post")
    framed = tree.xpath("//iframe/@src | //blockquote[contains(@class,'telegram')]//a/@href")
    linked = tree.xpath("(//article | //main | //*[@itemprop='articleBody'])//a[not(ancestor::aside)]/@href")
    found = [telegram_post(f"https://t.me/{name}") for name in embedded]
    found += [telegram_post(str(url)) for url in (*framed, *linked)]
    return [url for url in found if url]


def _own_address(named: str | None, fetched: str) -> str:
    """The address that a page names as its own, unless it is another site's or the front page (a common mistake)."""
    own = canonical(named or "", base=fetched)
    at = canonical(fetched) or fetched
    if own is None or host_of(own) != host_of(at) or urlsplit(own).path in ("", "/"):
        return at
    return own


def _title(text: str, site: str) -> str:
    """A title without the name of the site behind it."""
    text = " ".join(normalise(text).split())
    parts = _SEPARATORS.split(text)
    if len(parts) > 1 and site and parts[-1].casefold() == normalise(site).casefold():
        return text[: text.rindex(parts[-1])].rstrip(" |–—•/:-")
    return text


def _published_at(date: str, tree: Any, zone: tzinfo) -> datetime | None:
    found = moment(date, zone)
    if found is None or not date.endswith("T00:00:00"):
        return found
    # A date without a time of day: perhaps a time element, which htmldate reads for the date alone, says it.
    marked = (moment(str(text), zone) for text in tree.xpath("//time/@datetime")[:5])
    day = found.astimezone(zone).date()
    return next((m for m in marked if m and m.astimezone(zone).date() == day), found.astimezone(UTC))


# ------------------------------------------------------------------ the text


def _blocks(body: Any) -> Iterator[Block]:
    """The paragraphs, headings and items of trafilatura's tree, each once."""
    for element in body.iter(*_BLOCKS, "quote"):
        if element.tag == "quote" and len(element) and next(element.iter("p"), None) is not None:
            continue  # its paragraphs come by themselves
        if any(ancestor.tag in _BLOCKS for ancestor in element.iterancestors()):
            continue
        yield from _paragraphs(element)


def _paragraphs(element: Any) -> Iterator[Block]:
    """One block, or several where the page puts line breaks in place of paragraphs; the first has the links."""
    for line in element.iter("lb"):
        line.text = "\n"
    refs = [ref for ref in element.iter("ref") if ref.get("target")]
    links = tuple(str(ref.get("target")) for ref in refs)
    lines = [line for line in normalise("".join(element.itertext())).split("\n") if line]
    linked = sum(len("".join(ref.itertext())) for ref in refs) if len(lines) == 1 else 0
    for number, line in enumerate(lines):
        yield Block(text=line, links=() if number else links, linked=linked)


def _split_lead(description: str, paragraphs: list[str]) -> tuple[str, list[str]]:
    """The lead, and the paragraphs without it: the description is mostly the first paragraph, or its beginning."""
    stem = description.rstrip(".… ").casefold()
    if paragraphs and stem and paragraphs[0].casefold().startswith(stem):
        return paragraphs[0], paragraphs[1:]
    return description, paragraphs


def _is_whole(page: ArticlePage, article: Article, *, walled: bool) -> bool:
    """Whether this is the article, not what a wall or a script leaves of it. News of two sentences is whole too."""
    words = len(page.text.split())
    if words + len(page.lead.split()) >= (ENOUGH_BEFORE_WALL if walled else ENOUGH_WORDS):
        return not (words < ENOUGH_WORDS and _NOT_SHOWN.search(page.text))
    says_more = len(page.text) + len(page.lead) > len(article.title) + len(article.lead)
    return not walled and words >= SHORT_NEWS_WORDS and says_more and not _NOT_SHOWN.search(page.text)


def _links(in_text: Iterable[str], extra: Iterable[str], base: str) -> tuple[str, ...]:
    found = (telegram_post(url) or canonical(url, base=base) for url in (*in_text, *extra))
    return tuple(dict.fromkeys(url for url in found if url))[:MOST_LINKS]

"""What an article's page says: title, lead, paragraphs, links. Pure, and slow (about 15 ms a page): for a thread."""

import logging
import re
import warnings
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any

from bot.language import detect, normalise, search_keys
from bot.web.addresses import canonical, host_of, telegram_post
from bot.web.blocks import blocks_of
from bot.web.errors import NotAPage
from bot.web.fetch import Answer
from bot.web.furniture import prune, without_furniture
from bot.web.metadata import clean_title, own_address, published_at, telegram_posts
from bot.web.page import decoded, leads_to_front, load_page
from storage.records import Article, ArticleAccess, ArticlePage, FailureKind

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # urllib3 misses SOCKS, which only trafilatura's own fetching would use
    import trafilatura
    from trafilatura.deduplication import Simhash

ENOUGH_WORDS = 30
SHORT_NEWS_WORDS = 8
ENOUGH_BEFORE_WALL = 120  # where the page itself says that it is not free to read
LONGEST_TEXT = 200_000  # characters; a day's live report has half of that
LONGEST_TITLE = 500
LONGEST_LEAD = 3000
LONGEST_AUTHOR = 200
FINGERPRINT_WORDS = 40
MOST_LINKS = 100

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it complains of is an answer here: SUMMARY

_NOT_SHOWN = re.compile(
    r"javascript|cookies|передплат|підписник|подписчик|subscri|увійдіть|войдите|log in|sign in", re.IGNORECASE
)
_WALL = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_DATES = {
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
    "original_date": True,
    "max_date": "2100-01-01",  # what "now" is, is not for a parser to say
    "deferred_url_extractor": True,  # else /2026/03/02/ in the address wins over the exact time in the page
}


def extract(answer: Answer, article: Article, *, zone: tzinfo) -> ArticlePage:
    """Read a page. Where it holds too little text, the feed's title and summary stand in. Raises NotAPage."""
    if leads_to_front(answer.url, article.url):
        raise NotAPage("the address leads to the front page now", FailureKind.GONE)
    source = decoded(answer)
    tree = load_page(source)
    if tree is None:
        return _summary(answer.url, article)
    extra_links = telegram_posts(tree)
    prune(tree)
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
    walled = _WALL.search(source) is not None
    if _is_whole(page, article, walled=walled):
        return page
    return _summary(page.url, article, links=page.links)


def _page(
    document: Any, answer: Answer, article: Article, *, extra_links: Sequence[str], zone: tzinfo, tree: Any
) -> ArticlePage:
    url = own_address(document.url, answer.url)
    title = clean_title(document.title or "", document.sitename or "")[:LONGEST_TITLE] or article.title
    blocks = list(without_furniture(blocks_of(document.body), host=host_of(answer.url)))
    paragraphs = [block.text for block in blocks if block.text.casefold() != title.casefold()]
    lead, paragraphs = _split_lead(normalise(document.description or "")[:LONGEST_LEAD], paragraphs)
    text = "\n\n".join(paragraphs)[:LONGEST_TEXT]
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
        author=normalise(document.author or "")[:LONGEST_AUTHOR] or None,
        published_at=published_at(tree, document.date or "", zone),
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

"""The texts of a labelled set as they come in: in order of time, in runs, as pages."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from bot.evaluation.labelled import LabelledArticle, LabelledPost, LabelledSet
from bot.language import detect, normalise, search_keys
from storage.records import ArticleAccess, ArticlePage

NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
USUAL_LAG = timedelta(hours=2)
"""Posts without times are taken to be sent at one moment, articles without times to come so much later."""
BATCH = 50  # articles stored at once; as many as the matcher takes at once

Text = tuple[datetime, LabelledPost | LabelledArticle]


def in_order(labelled: LabelledSet) -> list[Text]:
    """All texts by time, posts first; a text without a time comes with the one before it in its file."""
    texts: list[Text] = []
    known = [post.sent_at for post in labelled.posts if post.sent_at]
    at = known[0] if known else NO_TIME
    for post in labelled.posts:
        at = post.sent_at or at
        texts.append((at, post))
    published = [article.published_at for article in labelled.articles if article.published_at]
    last = max((at for at, _ in texts), default=NO_TIME)
    at = published[0] if published else last + USUAL_LAG
    for article in labelled.articles:
        at = article.published_at or at
        texts.append((at, article))
    return sorted(texts, key=lambda text: text[0])


def runs_of(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Posts one by one, articles that follow each other in batches."""
    for is_post, run in groupby(texts, key=lambda text: isinstance(text[1], LabelledPost)):
        of_kind = list(run)
        size = 1 if is_post else BATCH
        yield from (of_kind[at : at + size] for at in range(0, len(of_kind), size))


def text_of(article: LabelledArticle) -> str:
    """Title, lead and text as the matcher reads them."""
    parts = (normalise(part) for part in (article.title, article.lead, article.text))
    return "\n\n".join(part for part in parts if part)


class Head(NamedTuple):
    """Title and lead as the matcher reads them."""

    title: str
    lead: str


def head_of(article: LabelledArticle) -> Head:
    """What an article begins with."""
    return Head(normalise(article.title), normalise(article.lead))


def page_of(article: LabelledArticle) -> ArticlePage:
    """An article as a site would have given it."""
    (title, lead), text = head_of(article), normalise(article.text)
    whole = text_of(article)
    return ArticlePage(
        url=f"https://set.invalid/{article.id}",  # its own address may stand twice
        title=title,
        lead=lead,
        text=text,
        access=ArticleAccess.FULL,
        language=detect(whole),
        keys=search_keys(whole),
        fingerprint=0,
        links=article.links,
    )

"""The text of an article in place of its link: judged at once beside the posts of its window, and kept nowhere."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.desk import cards
from bot.desk.requests import Asked
from bot.judging import InThreads
from bot.language import detect, normalise
from bot.meaning.workers import EncoderFailed
from bot.message import Message
from storage.records import Article, ArticleAccess, ArticleId, Band, Source, Verdict

FEWEST = 200  # characters: less is a question or a thank you, and says too little to be told from other news
_TITLE = 200  # characters at most of a first line that is a title, and no paragraph
_NOT_KEPT = ArticleId(0)

log = logging.getLogger(__name__)


def is_article(text: str) -> bool:
    """Whether what somebody sent is long enough to be read as an article."""
    return len(normalise(text)) >= FEWEST


async def card(asked: Asked) -> Message:
    """The posts behind a pasted text, as of a link; there is nothing to label, nor a time to reckon from."""
    article, posts = _article(asked), asked.store.posts
    verdicts = [each for each in await _verdicts(asked, article) if each.band is not Band.NONE]
    standings = [(each, await posts.standing(each.post_id)) for each in verdicts]
    found = [
        Source(verdict=_without_lag(verdict), post=standing.post, channel=standing.channel)
        for verdict, standing in standings
        if standing is not None
    ]
    return cards.source_card(article, found, asked.reader)


async def _verdicts(asked: Asked, article: Article) -> Sequence[Verdict]:
    """What words say, and where they leave it open what meaning says, if the encoder answers in time."""
    judging, near = InThreads(asked.store), asked.desk.near
    judged = await judging.judged(article)
    if near is None or not judged.doubts:
        return judged.verdicts
    try:
        async with asyncio.timeout(asked.desk.patience_seconds):
            return await judging.weighed(article, near)
    except (TimeoutError, EncoderFailed) as error:
        log.warning("pasted_text_not_weighed", extra={"error": f"{type(error).__name__}: {error}"})
    return judged.verdicts


def _without_lag(verdict: Verdict) -> Verdict:
    """When the text came out, nobody has said."""
    return replace(verdict, evidence=replace(verdict.evidence, lag_seconds=None))


def _article(asked: Asked) -> Article:
    """The text as an article of now, or of when it was published that is forwarded; its first line is the title."""
    new = asked.request.new
    at = (new.forward.sent_at if new.forward else None) or new.sent_at
    text = normalise(new.text)
    first, _, rest = text.partition("\n")
    title, body = (first, rest.strip()) if rest and len(first) <= _TITLE else ("", text)
    return Article(
        id=_NOT_KEPT,
        feed_id=None,
        site=asked.words.gettext("Text without a link"),
        ours=False,
        url="",
        title=title,
        lead="",
        text=body,
        keys="",
        access=ArticleAccess.FULL,
        language=detect(text),
        author=None,
        links=(),
        published_at=at,
        found_at=at,
        fetched_at=at,
        fetches=0,
        revision=0,
        copy_of=None,
    )

"""The text of an article in place of its link: judged beside the posts of its window as articles are, and not kept."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.desk import cards
from bot.desk.requests import Asked, Later
from bot.judging import InThreads, candidates_for
from bot.language import detect, normalise
from bot.language.words import words
from bot.meaning.workers import EncoderFailed
from bot.message import Message, plain
from storage.records import Article, ArticleAccess, ArticleId, Band, Source, Verdict

FEWEST = 200  # characters: less is a question or a thank you, and says too little to be told from other news
_FEWEST_WORDS = 5
_TITLE = 200  # characters at most of a first line that is a title, and no paragraph
PATIENCE_SECONDS = 10  # with the encoder: an answer by words alone is better than silence
LOOK_AGAIN_SECONDS = 0.1
_NOT_KEPT = ArticleId(0)

log = logging.getLogger(__name__)


def is_article(text: str) -> bool:
    """Whether what somebody sent is long enough to be read as an article."""
    return len(normalise(text)) >= FEWEST


def may_be_article(text: str) -> bool:
    """Whether what is too short to be read as an article may be the beginning of one, and no «дякую»."""
    return len(words(normalise(text))) >= _FEWEST_WORDS


def too_short(asked: Asked) -> Message:
    """How much is wanted, and how much came."""
    _, ngettext, count = asked.words.gettext, asked.words.ngettext, len(normalise(asked.request.new.text))
    told = ngettext(
        "If this is the text of an article, it is too short to judge: it has {count} character, {least} are needed.",
        "If this is the text of an article, it is too short to judge: it has {count} characters, {least} are needed.",
        count,
    ).format(count=count, least=FEWEST)
    told += " " + _("Send me more of it, or its link.")
    return plain(told + " " + _("/search finds posts by words, /help shows all I can do."))


async def card(asked: Asked) -> Message | Later:
    """The posts behind a pasted text, as of a link; there is nothing to label, nor a time to reckon from."""
    article = _article(asked)
    judged = await InThreads(asked.store).judged(article)
    verdicts, note = judged.verdicts, ""
    if judged.doubts:
        weighed = await _weighed(asked, article)
        if isinstance(weighed, Later):
            return weighed
        verdicts = weighed.verdicts or verdicts
        note = weighed.note
    return cards.source_card(article, await _sources(asked, article, verdicts), asked.reader, note=note)


class _Weighed(NamedTuple):
    """What meaning adds; no verdicts where it says nothing."""

    verdicts: Sequence[Verdict] = ()
    note: str = ""


async def _weighed(asked: Asked, article: Article) -> _Weighed | Later:
    """What words and meaning say, if there is an encoder that works and answers in time."""
    weighings, request = asked.desk.weighings, asked.request.id
    if weighings is None or asked.desk.meaning.trouble is not None:
        return _Weighed()
    try:
        verdicts = await weighings.verdicts(request, InThreads(asked.store), article)
    except EncoderFailed as error:
        log.warning("pasted_text_not_weighed", extra={"error": str(error)})
        return _Weighed()
    if verdicts is not None:
        return _Weighed(verdicts)
    if asked.age_seconds < PATIENCE_SECONDS:
        return Later(seconds=LOOK_AGAIN_SECONDS)
    weighings.leave(request)
    return _Weighed(note="⏳ " + asked.words.gettext("I am still comparing it by meaning: send it again in a minute."))


async def _sources(asked: Asked, article: Article, verdicts: Sequence[Verdict]) -> list[Source]:
    """The verdicts that say something, with their posts."""
    told = [verdict for verdict in verdicts if verdict.band is not Band.NONE]
    of = {post.id: (post, channel) for post, channel in await candidates_for(asked.store, article)} if told else {}
    return [
        Source(verdict=_without_lag(verdict), post=of[verdict.post_id][0], channel=of[verdict.post_id][1])
        for verdict in told
        if verdict.post_id in of  # else it is deleted, and out of the window, since
    ]


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

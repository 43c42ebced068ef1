"""One statement in several channels, as cards tell of it: who published it first, and who repeated it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.alerts.post import Reader, became
from bot.language.statement import is_verbatim
from bot.matching.candidates import post_keys
from bot.matching.stories import by_statement
from bot.matching.wordings import as_read_by
from bot.message import Composer, cut
from storage.api import Store
from storage.records import (
    Article,
    ArticleId,
    Band,
    Channel,
    Fidelity,
    Label,
    Post,
    Query,
    Sought,
    Source,
    Standing,
    Verdict,
)

NAMED = 6
CHANNEL_UNITS = 60
WITHIN = timedelta(hours=24)  # as `is_same_statement` has it
LOOKED_AT = 40  # posts that share the most with one: what says the same is among the first

Voice = tuple[Post, Channel]
"""A post that says the statement, with its channel."""


@dataclass(frozen=True, slots=True)
class Told:
    """The posts of one statement behind an article, in order of publication."""

    sources: tuple[Source, ...]

    @property
    def first(self) -> Source:
        """The one that was published first."""
        return self.sources[0]

    @property
    def closest(self) -> Source:
        """The one that the article follows most closely; among equals the first."""
        return max(self.sources, key=_closeness)

    @property
    def label(self) -> Label | None:
        """What somebody says of it: of one of its posts means of all."""
        return next((source.label for source in self.sources if source.label is not None), None)

    @property
    def verdict(self) -> Verdict:
        """What is said of the statement: as surely as of its surest post, with the evidence of the closest."""
        surest = min(self.sources, key=lambda source: (source.verdict.band is not Band.MATCHED, -source.verdict.score))
        evidence = replace(self.closest.verdict.evidence, lag_seconds=self.first.verdict.evidence.lag_seconds)
        return replace(self.closest.verdict, band=surest.verdict.band, score=surest.verdict.score, evidence=evidence)


def _closeness(source: Source) -> tuple[bool, int, int, int]:
    evidence = source.verdict.evidence
    states = [quotation.fidelity for quotation in evidence.quotations]
    altered, exact = states.count(Fidelity.ALTERED), states.count(Fidelity.EXACT)
    return evidence.link, -altered, exact, max((span.words for span in evidence.spans), default=0)


def together(article: Article, sources: Sequence[Source]) -> list[Told]:
    """The posts behind an article by what they say, the surest first; a report and a recall are two things."""
    found: list[tuple[int, Told]] = []
    for relation in dict.fromkeys(source.verdict.relation for source in sources):
        places = [at for at, source in enumerate(sources) if source.verdict.relation is relation]
        for group in by_statement([as_read_by(article, sources[at].post) for at in places]):
            among = [places[at] for at in group]
            found.append((min(among), Told(tuple(sources[at] for at in among))))
    return [told for _, told in sorted(found, key=lambda one: one[0])]


def same_as(first: Post, others: Sequence[Voice], reader: Reader) -> Composer:
    """«те саме: Канал Б (08:02), Канал В (08:05, з правками)»; empty where nobody else says it."""
    composer = Composer()
    for number, (post, channel) in enumerate(others[:NAMED]):
        composer.add(", " if number else reader.words.gettext("also published by") + ": ")
        composer.link(cut(channel.title or post.link, CHANNEL_UNITS), post.link).add(f" ({_when(first, post, reader)})")
    if more := len(others[NAMED:]):
        composer.add(" " + reader.words.gettext("… and {count} more").format(count=more))
    return composer


def _when(first: Post, post: Post, reader: Reader) -> str:
    parts = [reader.clock(post.sent_at)]
    if not is_verbatim(first.text, post.text):
        parts.append(reader.words.gettext("with changes"))
    if post.deleted_at is not None:
        parts.append(became(post, reader))
    return ", ".join(parts)


async def voices(store: Store, post: Post, channel: Channel) -> list[Voice]:
    """The posts that say what one says, itself among them, in order of publication."""
    query = Query(keys=post_keys(post), after=post.sent_at - WITHIN, before=post.sent_at + WITHIN, limit=LOOKED_AT)
    if not query.keys:
        return [(post, channel)]
    (found,) = await store.matches.candidates([Sought(article_id=_OF_NONE, queries=(query,))])
    beside = [(post, channel), *(one for one in found if one[0].id != post.id)]
    groups = await asyncio.to_thread(by_statement, [one for one, _ in beside])
    return [beside[at] for at in next(group for group in groups if 0 in group)]


_OF_NONE = ArticleId(0)  # no article: nobody has said that a post is not behind it


def said_by(standing: Standing, said: Sequence[Voice], reader: Reader) -> Composer:
    """Where a post's statement stood first, if elsewhere, and who else says it; empty where nobody does."""
    (first, channel), *_ = said
    others = [one for one in said[1:] if one[0].id != standing.post.id]
    composer = Composer()
    if first.id != standing.post.id:
        told = reader.words.gettext("published first by") + ": "
        composer.add("📣 " + told).link(cut(channel.title or first.link, CHANNEL_UNITS), first.link)
        composer.add(f" ({_when(first, first, reader)})")
        if not is_verbatim(first.text, standing.post.text):
            composer.add(", " + reader.words.gettext("here with changes"))
    if others:
        composer.add("\n" if composer.length else "📣 ").join(same_as(first, others, reader))
    return composer

"""Why an article is held to come from a post: what an alert shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.matching.attribution import attribution
from bot.matching.clashes import clashing
from bot.matching.facts import Facts, of_post
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Reading
from bot.matching.rivals import Rival
from bot.matching.spans import shared_spans
from bot.matching.tally import each_once, said
from bot.matching.weights import weigh
from storage.records import Evidence, Relation, Span

_SHOWN = 8  # of names or numbers: an alert has one line for them


@dataclass(frozen=True, slots=True)
class Found:
    """What exact work finds of one rival in the news or in the background."""

    spans: tuple[Span, ...]
    attributed: tuple[int, int] | None  # where the article names the source

    @property
    def longest(self) -> int:
        """Words of the longest run."""
        return self.spans[0].words if self.spans else 0


def part_of(article: ArticleReading, rival: Rival, relation: Relation) -> tuple[Reading, tuple[Reading, ...]]:
    """The part of an article that a relation is about, whole and in passages."""
    if relation is Relation.REPORTS:
        return article.news, article.news_passages
    if rival.place is None:
        return article.background, ()
    return rival.place.part.reading, (rival.place.part.reading,)


def find(article: ArticleReading, rival: Rival, relation: Relation) -> Found:
    """Shared spans and the attribution."""
    _, passages = part_of(article, rival, relation)
    spans = shared_spans(rival.reading.words, (passage.words for passage in passages), quotes(article.text))
    return Found(spans, attribution(rival.names, passages))


def _rarest(told: Iterable[tuple[str, str]], rarity: Rarity) -> tuple[str, ...]:
    """The first words that stand for each key, rarest first."""
    first: dict[str, str] = {}
    for key, words in told:
        first.setdefault(key, words)
    return tuple(first[key] for key in sorted(first, key=lambda key: (-rarity(key), key))[:_SHOWN])


def _numbers(facts: Facts, keys: frozenset[str], *, of: Facts | None = None) -> Iterator[tuple[str, str]]:
    """Numbers and dates by their keys, as they are shown; of another text only those that say the same there."""
    for one in each_once(facts.tally):
        if one.term.key in keys and (of is None or of.has_figure(one)):
            yield one.term.key, said(facts.text, one)


def _names(facts: Facts, keys: frozenset[str], *, of: Facts | None = None) -> Iterator[tuple[str, str]]:
    """Names by their keys, where they have a capital; of another text only those that are names there too."""
    for term in facts.terms:
        is_told = term.key in keys and facts.word(term)[0].isupper() and not facts.is_mute(term)
        if is_told and (of is None or of.agrees(term, facts)):
            yield term.key, facts.word(term)


def lag_of(article: ArticleReading, rival: Rival) -> int:
    """Seconds from the post to the article."""
    return round((article.article.published_at - rival.post.sent_at).total_seconds())


def gather(article: ArticleReading, rival: Rival, relation: Relation, found: Found, rarity: Rarity) -> Evidence:
    """The evidence for one relation; margin and quotations follow when all rivals have a score."""
    whole, _ = part_of(article, rival, relation)
    post = rival.reading
    shared = whole.keys & post.keys
    ours, theirs = Facts(article.text, article.article.language, whole.terms), of_post(rival.post)
    names = shared & (post.names | whole.names)
    numbers = whole.numbers | whole.dates  # a two or a five stands everywhere
    numbers_clash, names_clash = clashing(post, whole)
    at = found.attributed
    return Evidence(
        link=rival.linked,
        spans=found.spans,
        attribution=" ".join(article.text[at[0] : at[1]].split()) if at else None,
        names=_rarest(_names(ours, names, of=theirs), rarity),
        numbers=_rarest(_numbers(ours, numbers, of=theirs), rarity),
        names_clash=_rarest(_names(ours, names_clash), rarity),
        numbers_clash=_rarest(_numbers(ours, numbers_clash), rarity),
        overlap=round(weigh(shared, rarity) / (weigh(post.keys, rarity) or 1.0), 4),
        lag_seconds=lag_of(article, rival),
    )

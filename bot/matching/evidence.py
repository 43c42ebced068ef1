"""Why an article is held to come from a post: what an alert shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.terms import Term
from bot.matching.attribution import attribution
from bot.matching.clashes import clashing
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Reading
from bot.matching.rivals import Rival
from bot.matching.spans import shared_spans
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


def _surfaces(text: str, terms: Iterable[Term], keys: frozenset[str], rarity: Rarity) -> tuple[str, ...]:
    """The first words that stand for each key, rarest first, as the text has them."""
    first: dict[str, str] = {}
    for term in terms:
        if term.key in keys:
            first.setdefault(term.key, text[term.start : term.end])
    return tuple(first[key] for key in sorted(first, key=lambda key: (-rarity(key), key))[:_SHOWN])


def lag_of(article: ArticleReading, rival: Rival) -> int:
    """Seconds from the post to the article."""
    return round((article.article.published_at - rival.post.sent_at).total_seconds())


def gather(article: ArticleReading, rival: Rival, relation: Relation, found: Found, rarity: Rarity) -> Evidence:
    """The evidence for one relation; margin and quotations follow when all rivals have a score."""
    whole, _ = part_of(article, rival, relation)
    post = rival.reading
    shared = whole.keys & post.keys
    names = frozenset(
        term.key
        for term in whole.terms
        if term.key in shared and term.key in post.names | whole.names and article.text[term.start].isupper()
    )
    numbers = shared & (whole.numbers | whole.dates)  # a two or a five stands everywhere
    numbers_clash, names_clash = clashing(post, whole)
    at = found.attributed
    return Evidence(
        link=rival.linked,
        spans=found.spans,
        attribution=" ".join(article.text[at[0] : at[1]].split()) if at else None,
        names=_surfaces(article.text, whole.terms, names, rarity),
        numbers=_surfaces(article.text, whole.terms, numbers, rarity),
        names_clash=_surfaces(article.text, whole.terms, names_clash, rarity),
        numbers_clash=_surfaces(article.text, whole.terms, numbers_clash, rarity),
        overlap=round(weigh(shared, rarity) / (weigh(post.keys, rarity) or 1.0), 4),
        lag_seconds=lag_of(article, rival),
    )

"""What the product said beside what is right, counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Key
from bot.evaluation.play import Played
from bot.evaluation.ratios import Ratio, Tally, f1, mean, precision, ratios, recall
from bot.evaluation.texts import text_of
from bot.language import detect, normalise
from bot.matching import quotes
from bot.matching.fidelity import check, settle
from storage.records import Band, Fidelity, Quotation, Relation

_DEPTH = 5
MATCHED = frozenset({Band.MATCHED})
SHOWN = frozenset({Band.MATCHED, Band.PROBABLE})
_ALL = {"precision": precision, "recall": recall, "f1": f1}

Ratios = Mapping[str, Ratio]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every figure of a set."""

    pairs: Ratios
    by_kind: Mapping[str, Ratios]
    by_language: Mapping[str, Ratios]
    probable: Ratios
    article_to_post: Ratios
    post_to_article: Ratios
    background: Ratios
    quotes: Ratios
    post_milliseconds: Mapping[str, float | None]
    posts: int
    articles: int
    encoder: str | None

    def as_dict(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "pairs": {
                **_plain(self.pairs),
                "by_kind": {kind: _plain(found) for kind, found in self.by_kind.items()},
                "by_language": {language: _plain(found) for language, found in self.by_language.items()},
            },
            "probable": _plain(self.probable),
            "article_to_post": _plain(self.article_to_post),
            "post_to_article": _plain(self.post_to_article),
            "background": _plain(self.background),
            "quotes": _plain(self.quotes),
            "milliseconds_per_post": dict(self.post_milliseconds),
            "posts": self.posts,
            "articles": self.articles,
            "encoder": self.encoder,
        }


def is_altered(quotations: Sequence[Quotation]) -> bool | None:
    """Whether any quotation of a post has its words altered; None where nothing is quoted from it."""
    found = {one.fidelity for one in quotations} - {Fidelity.MISSING, Fidelity.UNCOMPARED}
    return Fidelity.ALTERED in found if found else None


def _plain(found: Ratios) -> dict[str, float | None]:
    return {name: ratio.rounded for name, ratio in found.items()}


def said(played: Played, relation: Relation, bands: frozenset[Band]) -> set[Key]:
    """The pairs that the product held at the end."""
    return {
        key
        for key, source in played.sources.items()
        if source.verdict.relation is relation and source.verdict.band in bands
    }


def right(labelled: LabelledSet, relation: Relation) -> set[Key]:
    """The pairs that are labelled so."""
    return {(pair.post, pair.article) for pair in labelled.pairs if pair.relation is relation}


def _tallies(found: Iterable[Key], wanted: Iterable[Key]) -> dict[str, Tally]:
    """Right, wrong and missed pairs of each article."""
    found, wanted = set(found), set(wanted)
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for post, article in found | wanted:
        place = 2 if (post, article) not in found else 0 if (post, article) in wanted else 1
        counts[article][place] += 1
    return {article: tuple(tally) for article, tally in counts.items()}


def _judged(found: set[Key], wanted: set[Key]) -> Ratios:
    return ratios(_tallies(found, wanted), _ALL)


def _by_kind(labelled: LabelledSet, found: set[Key]) -> dict[str, Ratios]:
    kinds: dict[str, set[Key]] = defaultdict(set)
    for pair in labelled.pairs:
        if pair.relation is Relation.REPORTS:
            kinds[pair.kind].add((pair.post, pair.article))
    return {
        kind: ratios(_tallies(found & wanted, wanted), {"recall": recall}) for kind, wanted in sorted(kinds.items())
    }


def _by_language(labelled: LabelledSet, found: set[Key], wanted: set[Key]) -> dict[str, Ratios]:
    languages: dict[str, set[str]] = defaultdict(set)
    for article in labelled.articles:
        languages[article.language or detect(f"{article.title} {article.text}") or "unknown"].add(article.id)
    return {
        language: _judged({key for key in found if key[1] in ids}, {key for key in wanted if key[1] in ids})
        for language, ids in sorted(languages.items())
    }


def _ranking(ranks: Mapping[Key, float], wanted: set[Key], *, asked: int) -> Ratios:
    """How well the likeliest come first, for each article (`asked` 1) or each post (0) that has something to find."""
    given = 1 - asked
    lists: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, rank in ranks.items():  # of equal ones the one that is said first stays before the other
        lists[key[asked]].append((-rank, key[given]))
    targets: dict[str, set[str]] = defaultdict(set)
    for key in wanted:
        targets[key[asked]].add(key[given])
    first: dict[str, Tally] = {}
    mean_precision: dict[str, Tally] = {}
    for one, right_ones in targets.items():
        hits = [name in right_ones for _, name in sorted(lists[one], key=itemgetter(0))[:_DEPTH]]
        first[one] = (float(bool(hits) and hits[0]), 1.0)
        gained = sum(sum(hits[: at + 1]) / (at + 1) for at, hit in enumerate(hits) if hit)
        mean_precision[one] = (gained / min(len(right_ones), _DEPTH), 1.0)
    return ratios(first, {"recall_at_1": mean}) | ratios(mean_precision, {"map_at_5": mean})


def quoted(labelled: LabelledSet) -> dict[Key, tuple[bool, bool | None]]:
    """Whether quotations are exact, of the pairs that are labelled so or not so, and whether they are said to be.

    Matched or not: what is quoted is asked of the labelled posts of an article. None: nothing of the post is quoted.
    """
    texts = {article.id: text_of(article) for article in labelled.articles}
    posts = {post.id: normalise(post.text) for post in labelled.posts}
    paired: dict[str, list[str]] = defaultdict(list)
    for pair in labelled.pairs:
        paired[pair.article].append(pair.post)
    found: dict[Key, tuple[bool, bool | None]] = {}
    for pair in labelled.pairs:
        if pair.quotes_exact is None:
            continue
        text, near = texts[pair.article], paired[pair.article]
        checked = [check(text, quotes(text), posts[post]) for post in near]
        altered = is_altered(settle(checked)[near.index(pair.post)])
        found[pair.post, pair.article] = pair.quotes_exact, None if altered is None else not altered
    return found


def _quotes(labelled: LabelledSet) -> Ratios:
    exact = {" ".join(key): of_pair for key, of_pair in quoted(labelled).items()}
    accuracy = {key: (float(said is is_exact), 1.0) for key, (is_exact, said) in exact.items()}
    altered = {key: (float(said is False), 1.0) for key, (is_exact, said) in exact.items() if not is_exact}
    return ratios(accuracy, {"accuracy": mean}) | ratios(altered, {"altered_recall": mean})


def _percentile(seconds: Sequence[float], at: float) -> float | None:
    if not seconds:
        return None
    return round(1000 * sorted(seconds)[min(len(seconds) - 1, round(at * (len(seconds) - 1)))], 2)


def count(labelled: LabelledSet, played: Played, *, encoder: str | None = None) -> Figures:
    """All figures of what was played."""
    found = said(played, Relation.REPORTS, MATCHED)
    wanted = right(labelled, Relation.REPORTS)
    recalled = right(labelled, Relation.BACKGROUND)
    probable = _judged(said(played, Relation.REPORTS, SHOWN), wanted)
    return Figures(
        pairs=_judged(found, wanted),
        by_kind=_by_kind(labelled, found),
        by_language=_by_language(labelled, found, wanted),
        probable={name: probable[name] for name in ("precision", "recall")},
        article_to_post=_ranking(played.ranks, wanted, asked=1),
        post_to_article=_ranking(played.likeness, wanted, asked=0),
        background=_judged(said(played, Relation.BACKGROUND, MATCHED), recalled),
        quotes=_quotes(labelled),
        post_milliseconds={"p50": _percentile(played.post_seconds, 0.5), "p95": _percentile(played.post_seconds, 0.95)},
        posts=len(labelled.posts),
        articles=len(labelled.articles),
        encoder=encoder,
    )

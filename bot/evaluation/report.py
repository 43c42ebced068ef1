"""The figures as people read them, and the wrong pairs side by side."""

import textwrap
from collections.abc import Iterator, Mapping
from gettext import NullTranslations

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.evaluation.figures import MATCHED, SHOWN, Figures, quoted, right, said
from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Key
from bot.evaluation.play import Played
from bot.evaluation.ratios import Ratio
from bot.matching.explain import reason
from storage.records import Relation

_WORDS = NullTranslations()
_CHARACTERS = 420
_STATES = {True: "exact", False: "altered", None: "nothing"}


def show(figures: Figures, console: Console) -> None:
    """Each figure with its interval."""
    table = Table("what", "precision", "recall", "F1", box=None, pad_edge=False)
    _row(table, "reports, matched", figures.pairs)
    for kind, found in figures.by_kind.items():
        _row(table, f"  {kind}", found)
    for language, found in figures.by_language.items():
        _row(table, f"  in {language}", found)
    _row(table, "reports, probable too", figures.probable)
    _row(table, "background, matched", figures.background)
    console.print(table)
    ranking = Table("ranking, no threshold", "recall at 1", "MAP@5", box=None, pad_edge=False)
    for name, found in (("article to post", figures.article_to_post), ("post to article", figures.post_to_article)):
        ranking.add_row(name, _ratio(found["recall_at_1"]), _ratio(found["map_at_5"]))
    console.print(ranking)
    quotes = Table("quotes", "accuracy", "altered ones found", box=None, pad_edge=False)
    quotes.add_row("exact or altered", _ratio(figures.quotes["accuracy"]), _ratio(figures.quotes["altered_recall"]))
    console.print(quotes)
    p50, p95 = figures.post_milliseconds["p50"], figures.post_milliseconds["p95"]
    took = "" if p50 is None else f"; a post is stored and judged in {p50} ms (p50), {p95} ms (p95)"
    console.print(
        f"{figures.posts} posts, {figures.articles} articles{took}; encoder: {figures.encoder or 'none'}. "
        "In brackets: 95% bootstrap intervals over articles.",
        soft_wrap=True,
    )


def _row(table: Table, name: str, found: Mapping[str, Ratio]) -> None:
    none = Ratio(None)
    table.add_row(name, *(_ratio(found.get(column, none)) for column in ("precision", "recall", "f1")))


def _ratio(ratio: Ratio) -> str:
    if ratio.value is None:
        return "–"
    if ratio.low is None or ratio.high is None:
        return f"{ratio.value:.3f}"
    return f"{ratio.value:.3f} ({ratio.low:.2f}–{ratio.high:.2f})"


def wrong(labelled: LabelledSet, played: Played) -> Iterator[tuple[str, Key]]:
    """What the product said and is not so, and what it did not say; reports first, quotations last."""
    for relation in Relation:
        found, wanted = said(played, relation, MATCHED), right(labelled, relation)
        yield from ((f"{relation}: said, but not so", key) for key in sorted(found - wanted))
        yield from ((f"{relation}: not said", key) for key in sorted(wanted - found))
        probable = said(played, relation, SHOWN) - found - wanted
        yield from ((f"{relation}: held for probable, but not so", key) for key in sorted(probable))
    for key, (is_exact, seen) in sorted(quoted(labelled).items()):
        if seen is not is_exact:
            yield f"quotations: {_STATES[is_exact]}, held for {_STATES[seen]}", key


def show_wrong(labelled: LabelledSet, played: Played, console: Console) -> None:
    """Each wrong pair: the post, the article, and the evidence."""
    posts = {post.id: post for post in labelled.posts}
    articles = {article.id: article for article in labelled.articles}
    for what, (post_id, article_id) in wrong(labelled, played):
        post, article = posts[post_id], articles[article_id]
        sides = Table.grid(expand=True, padding=(0, 1))
        sides.add_column(ratio=1)
        sides.add_column(ratio=1)
        sides.add_row(
            Text(f"{post.channel_title}, {post.sent_at or 'no time'}\n{_cut(post.text)}"),
            Text(
                f"{article.site}, {article.published_at or 'no time'}\n{_cut(article.title)}\n"
                f"{_cut(article.lead)}\n{_cut(article.text)}"
            ),
        )
        title = f"{what} · {post_id} · {article_id}"
        console.print(Panel(Group(sides, _evidence(played, (post_id, article_id))), title=title))


def _cut(text: str) -> str:
    """Without its middle where it is long: what an article recalls stands at its end."""
    text = " ".join(text.split())
    if len(text) <= _CHARACTERS:
        return text
    half = _CHARACTERS // 2
    return f"{textwrap.shorten(text, half, placeholder=' …')} {text[-half:].partition(' ')[2]}"


def _silence(rank: float | None) -> str:
    if rank is None:
        return "never compared"
    # What is likelier recalled ranks below 0, behind all that is reported.
    return f"kept silent, {'reports' if rank >= 0 else 'background'}, {rank if rank >= 0 else rank + 1:.3f}"


def _evidence(played: Played, key: Key) -> RenderableType:
    source = played.sources.get(key)
    if source is None:
        return Text(_silence(played.ranks.get(key)), style="dim")
    verdict = source.verdict
    return Text(
        f"{verdict.relation}, {verdict.band}, {verdict.score:.3f}: {reason(verdict, _WORDS)}; "
        f"margin {verdict.evidence.margin}, overlap {verdict.evidence.overlap}",
        style="dim",
    )

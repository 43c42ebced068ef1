"""Learning how to put articles in order of likeness to a post, and how well that holds for articles not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.errors import TooLittle
from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance
from bot.evaluation.ratios import Ratio, Tally, mean, ratios
from bot.evaluation.stock import stocked
from bot.finder import field_of
from bot.matching.ranking import KINDS, Seen, Weights, likeness, measure
from bot.meaning.leads import Leads
from bot.meaning.meanings import Meanings
from storage.records import Relation

FOLDS = 5
STRENGTH = 3.0  # how strongly weights are drawn to zero, as that many examples would
DEPTH = 5
RULED = 25.0
"""The weight of what was ruled of a pair, set by hand: sets without times and channels say nothing of its worth."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """A post with the articles that may be like it, measured; at least one of its right ones may be among them."""

    fold: int
    right: int  # articles that are to be found
    measured: Sequence[Mapping[str, float]]
    hits: Sequence[bool]

    def has(self, names: Sequence[str]) -> bool:
        """Whether all of these were measured."""
        return self.measured[0].keys() >= set(names)

    @property
    def says(self) -> bool:
        """Whether anything can be learned of it."""
        return any(self.hits) and not all(self.hits)


@dataclass(frozen=True, slots=True)
class Order:
    """Weights, and the mean average precision at five for articles that they were not learned from."""

    weights: Weights
    held_out: Ratio


async def questions_of(
    labelled: LabelledSet, advance: Advance = lambda _: None, meanings: Meanings | None = None
) -> list[Question]:
    """Each post that has something to be found; nothing was ruled of any."""
    right: dict[str, set[str]] = {}
    for pair in labelled.pairs:
        if pair.relation is Relation.REPORTS:
            right.setdefault(pair.post, set()).add(pair.article)
    found: list[Question] = []
    leads = Leads(meanings) if meanings else None
    async with stocked(labelled, advance, leads) as (store, names):
        for post_id, name in names.posts.items():
            if name not in right:
                continue
            post = await store.posts.get(post_id)
            field = await field_of(store, post, leads) if post else []
            field = [seen for seen in field if (name, names.articles[seen.article.id]) not in labelled.unknown]
            field = _once(field)
            if post and field:
                hits = [names.articles[seen.article.id] in right[name] for seen in field]
                found.append(Question(_fold(right[name]), len(right[name]), measure(post, field), hits))
            advance(1)
    return found


def _once(field: Sequence[Seen]) -> list[Seen]:
    """The first to publish of articles with the same words: which of them is right teaches nothing."""
    order = sorted(field, key=lambda seen: (seen.article.published_at, seen.article.id))
    return list({seen.article.keys: seen for seen in reversed(order)}.values())


def _fold(articles: set[str]) -> int:
    """Posts of one article are held out together: they are alike."""
    return int.from_bytes(md5(min(articles).encode(), usedforsecurity=False).digest()[:4]) % FOLDS


def fit(rows: Sequence[Matrix], hits: Sequence[Matrix], strength: float = STRENGTH) -> Matrix:
    """Weights that make the right articles of each question likely among its field (a conditional logit)."""
    weights = np.zeros(rows[0].shape[1])
    loss, slope, bend = _state(rows, hits, weights, strength)
    for _ in range(50):
        step, size = np.linalg.solve(bend, slope), 1.0
        while True:
            next_loss, next_slope, next_bend = _state(rows, hits, weights - size * step, strength)
            if next_loss < loss or size < 1e-4:
                break
            size /= 2
        gained, weights = loss - next_loss, weights - size * step
        loss, slope, bend = next_loss, next_slope, next_bend
        if gained < 1e-4:
            break
    return weights


def _state(
    rows: Sequence[Matrix], hits: Sequence[Matrix], weights: Matrix, strength: float
) -> tuple[float, Matrix, Matrix]:
    """The loss, its slope and its bend."""
    loss = strength * float(weights @ weights) / 2
    slope, bend = strength * weights, strength * np.eye(len(weights))
    for row, hit in zip(rows, hits, strict=True):
        sums = row @ weights
        chances = np.exp(sums - sums.max())
        chances /= chances.sum()
        wanted = hit / hit.sum()
        loss -= float(wanted @ np.log(chances + 1e-300))
        slope = slope + row.T @ (chances - wanted)
        middle = chances @ row
        bend = bend + (row * chances[:, None]).T @ row - np.outer(middle, middle)
    return loss, slope, bend


def orders_from(questions: Sequence[Question]) -> dict[str, Order]:
    """An order of each kind for which something was measured. Raises TooLittle where there is none."""
    fit_for = {kind: [one for one in questions if one.has(names)] for kind, names in KINDS.items()}
    orders = {
        kind: order_from(fit_for[kind], names)
        for kind, names in KINDS.items()
        if len({one.fold for one in fit_for[kind] if one.says}) > 1  # else nothing is left when one is held out
    }
    if not orders:
        raise TooLittle(
            "Too few posts of these sets have an article to be found among others: give larger sets, or more."
        )
    return orders


def order_from(questions: Sequence[Question], names: Sequence[str]) -> Order:
    """Weights from all questions; their worth from weights that had not seen the articles they are asked for."""
    held_out: dict[str, Tally] = {}
    for fold in range(FOLDS):
        weights = _weights([one for one in questions if one.fold != fold], names)
        for number, one in enumerate(questions):
            if one.fold == fold:
                held_out[str(number)] = (_precision(one, weights), 1.0)
    return Order(_weights(questions, names), ratios(held_out, {"map_at_5": mean})["map_at_5"])


def _weights(questions: Sequence[Question], names: Sequence[str]) -> Weights:
    known = [one for one in questions if one.says]
    rows = [np.array([[each[name] for name in names] for each in one.measured], dtype=np.float64) for one in known]
    spread = np.concatenate(rows).std(axis=0)
    spread[spread < 1e-9] = 1.0
    learned = fit([row / spread for row in rows], [np.array(one.hits, dtype=np.float64) for one in known]) / spread
    return {name: round(float(weight), 4) for name, weight in zip(names, learned, strict=True)} | {"said": RULED}


def _precision(question: Question, weights: Weights) -> float:
    rated = sorted(
        ((likeness(one, weights), hit) for one, hit in zip(question.measured, question.hits, strict=True)),
        key=lambda pair: -pair[0],
    )
    hits = [hit for _, hit in rated[:DEPTH]]
    return sum(sum(hits[: at + 1]) / (at + 1) for at, hit in enumerate(hits) if hit) / min(question.right, DEPTH)


def as_dict(orders: Mapping[str, Order], *, command: str, sets: Mapping[str, Any]) -> dict[str, Any]:
    """ranking.json: the weights, what they are worth, and how they were made."""
    worth = {kind: [order.held_out.value, order.held_out.low, order.held_out.high] for kind, order in orders.items()}
    rounded = {kind: [round(one, 4) for one in found if one is not None] for kind, found in worth.items()}
    return {
        "made_by": command,
        "learned_from": dict(sets),
        "map_at_5_for_articles_not_learned_from": rounded,
        **{kind: dict(order.weights) for kind, order in orders.items()},
    }

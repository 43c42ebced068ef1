"""The features of views as tables of numbers, made once for all models that learn from some of the views."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.errors import TooLittle
from bot.evaluation.examples import View
from bot.matching import Measured
from bot.matching.features import Features
from storage.records import Relation

Matrix = NDArray[np.float64]
Small = NDArray[np.float32]  # a hundred thousand examples take memory
Choice = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Table:
    """Examples: an article and a post each."""

    told: Matrix  # by example and feature: of the post as what the article reports
    recalled: Small  # by example, place and feature: as what it recalls there; NaN where there are fewer places
    reported: Matrix  # by example: 1 where the article reports the post
    background: Matrix  # 1 where it recalls the post

    @property
    def first(self) -> Choice:
        """Of each example the place that is likest."""
        return np.zeros(len(self.recalled), dtype=np.intp)

    def at(self, places: Choice) -> Matrix:
        """By example and feature: of the post as what the article recalls at these places."""
        chosen: Matrix = self.recalled[np.arange(len(places)), places].astype(np.float64)
        return chosen

    def likeliest(self, bias: float, weights: Sequence[float]) -> Choice:
        """Of each example the place that weights give most to."""
        totals = bias + self.recalled @ np.array(weights, dtype=self.recalled.dtype)
        return np.asarray(np.where(np.isnan(totals), -np.inf, totals).argmax(axis=1), dtype=np.intp)


class Tables:
    """Tables of views. Each view is read once: what is held out in turn is learned from again and again."""

    def __init__(self, told: Sequence[str], recalled: Sequence[str]) -> None:
        self.told_names, self.recalled_names = tuple(told), tuple(recalled)
        self._made: dict[int, tuple[View, Table]] = {}  # a view is kept as long as the number that Python gives it

    def of(self, views: Sequence[View]) -> Table:
        """One table of all examples of some views; raises TooLittle where they have none."""
        tables = [self._of(view) for view in views if view.field]
        if not tables:
            raise TooLittle(
                "There is nothing to learn from: no article of these sets has a post that it could be about."
            )
        places = max(table.recalled.shape[1] for table in tables)
        return Table(
            told=np.concatenate([table.told for table in tables]),
            recalled=np.concatenate([_widened(table.recalled, places) for table in tables]),
            reported=np.concatenate([table.reported for table in tables]),
            background=np.concatenate([table.background for table in tables]),
        )

    def _of(self, view: View) -> Table:
        if id(view) not in self._made:
            self._made[id(view)] = view, self._read(view)
        return self._made[id(view)][1]

    def _read(self, view: View) -> Table:
        labels = [view.right.get(view.keys[one.rival.post.id]) for one in view.field]
        places = [[_row(each, self.recalled_names) for each in _places(one)] for one in view.field]
        recalled = np.full((len(places), max(map(len, places)), len(self.recalled_names)), np.nan, dtype=np.float32)
        for example, rows in enumerate(places):
            recalled[example, : len(rows)] = rows
        return Table(
            told=np.array([_row(one.features, self.told_names) for one in view.field], dtype=np.float64),
            recalled=recalled,
            reported=_is(labels, Relation.REPORTS),
            background=_is(labels, Relation.BACKGROUND),
        )


def _places(one: Measured) -> tuple[Features, ...]:
    return one.features, *one.elsewhere


def _row(features: Features, names: Sequence[str]) -> list[float]:
    return [getattr(features, name) for name in names]


def _is(labels: Iterable[Relation | None], relation: Relation) -> Matrix:
    return np.array([label is relation for label in labels], dtype=np.float64)


def _widened(recalled: Small, places: int) -> Small:
    missing = places - recalled.shape[1]
    return np.pad(recalled, ((0, 0), (0, missing), (0, 0)), constant_values=np.nan) if missing else recalled

"""The numbers that weights are learned from, and which of a post's places they are taken from."""

from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bot.evaluation.errors import TooLittle
from bot.evaluation.examples import View
from bot.evaluation.learning import learn_weights, tables_for
from bot.evaluation.tables import Tables
from bot.matching.features import Features
from storage.records import Relation

NOTHING = dict.fromkeys((field.name for field in fields(Features)), 0.0)
ARTICLE = "a1"


def view(*examples: tuple[list[dict[str, float]], Relation | None]) -> View:
    """Each example is a post: what is measured of it at each of its places, and what it is to the article."""
    field: list[Any] = []
    for number, (places, _) in enumerate(examples):
        first, *others = (Features(**NOTHING | measured) for measured in places)
        rival = SimpleNamespace(post=SimpleNamespace(id=number))
        field.append(SimpleNamespace(rival=rival, features=first, elsewhere=tuple(others)))
    keys: Any = {number: (f"p{number}", ARTICLE) for number in range(len(examples))}
    right = {(f"p{number}", ARTICLE): relation for number, (_, relation) in enumerate(examples) if relation}
    return View("set", "2026-03-02", ARTICLE, True, field, keys, right, {})


def test_an_example_has_a_row_for_each_place() -> None:
    seen = view(
        ([{"place": 0.25}, {"place": 0.5}], Relation.BACKGROUND),
        ([{"place": 0.75, "link": 1.0}], Relation.REPORTS),
    )
    table = Tables(("link",), ("place",)).of([seen])
    assert table.told.tolist() == [[0.0], [1.0]]
    assert table.reported.tolist() == [0.0, 1.0]
    assert table.background.tolist() == [1.0, 0.0]
    assert table.at(table.first).tolist() == [[0.25], [0.75]]
    assert table.likeliest(0.0, [1.0]).tolist() == [1, 0]
    assert table.likeliest(0.0, [-1.0]).tolist() == [0, 0]


def test_views_with_few_places_stand_beside_those_with_many() -> None:
    one, two = view(([{"place": 1.0}], None)), view(([{"place": 2.0}, {"place": 3.0}], None))
    table = Tables(("link",), ("place",)).of([one, two])
    assert table.recalled.shape == (2, 2, 1)
    assert np.isnan(table.recalled[0, 1, 0])
    assert table.likeliest(0.0, [1.0]).tolist() == [0, 1]


def test_views_without_posts_teach_nothing() -> None:
    assert len(Tables(("link",), ("place",)).of([view(), view(([{}], None))]).told) == 1
    with pytest.raises(TooLittle, match="nothing to learn from"):
        Tables(("link",), ("place",)).of([view()])


@pytest.mark.parametrize(("turns", "is_found"), [(0, False), (2, True)])
def test_weights_are_learned_from_the_place_that_tells(turns: int, is_found: bool) -> None:
    elsewhere = [([{}, {"named_day": 1.0}], Relation.BACKGROUND)] * 60  # the likest place is not the one that recalls
    plain = [([{"named_day": 1.0}, {}], Relation.BACKGROUND)] * 20
    neither = [([{}, {}], None)] * 200 + [([{"named_day": 1.0}, {}], None)] * 20
    model = learn_weights([view(*elsewhere, *plain, *neither)], tables_for(), turns=turns)
    _, score, place = model.scores(Features(**NOTHING), Features(**NOTHING | {"named_day": 1.0}))
    assert (score > 0.7) is is_found
    assert place == 1

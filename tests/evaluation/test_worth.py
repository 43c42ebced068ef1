"""What is held out together, and by which model it is judged."""

from typing import cast

import pytest

from bot.evaluation.errors import TooLittle
from bot.evaluation.examples import View
from bot.evaluation.worth import FEWEST_SETS, grouping, held_out, worth
from bot.matching.score import Model, shipped
from storage.records import Relation


def view(labelled: str, day: str = "2026-03-02", **more: object) -> View:
    """A view of an article without posts: nothing is said of it."""
    given = {"name": "a1", "is_whole": True, "field": (), "keys": {}, "right": {}, "kinds": {}}
    return View(labelled=labelled, day=day, **given | more)  # type: ignore[arg-type]


def test_with_enough_sets_whole_sets_are_held_out_else_days() -> None:
    few = [view("one"), view("one", "2026-03-03"), view("two")]
    assert len({grouping(few)(each) for each in few}) == 3
    many = [view(f"set {number}", day) for number in range(FEWEST_SETS) for day in ("2026-03-02", "2026-03-03")]
    assert len({grouping(many)(each) for each in many}) == FEWEST_SETS


def test_no_view_is_judged_by_a_model_that_has_seen_its_set() -> None:
    views = [view(f"set {number}") for number in range(FEWEST_SETS)]
    model_of = held_out(views, lambda seen: cast("Model", frozenset(each.labelled for each in seen)))
    for each in views:
        assert each.labelled not in cast("frozenset[str]", model_of(each))


def test_what_is_missed_counts_in_its_set_and_its_kind() -> None:
    key = ("p1", "a1")
    missed = view("one", right={key: Relation.REPORTS}, kinds={key: "quote"})
    found = worth([missed, view("two")], lambda _: shipped(), Relation.REPORTS)
    assert found.whole["recall"].value == found.by_set["one"]["recall"].value == 0
    assert found.by_kind["quote"]["recall"].value == 0
    assert found.by_set["two"]["recall"].value is None


def test_a_view_that_is_not_as_in_the_product_is_not_counted() -> None:
    key = ("p1", "a1")
    apart = view("one", is_whole=False, right={key: Relation.REPORTS}, kinds={key: "quote"})
    assert worth([apart], lambda _: shipped(), Relation.REPORTS).whole["recall"].value is None


def test_one_day_alone_is_refused_in_words() -> None:
    with pytest.raises(TooLittle, match="two days or more"):
        held_out([view("one"), view("one")], lambda _: shipped())

"""A sentence that recalls an event recalls every channel that told of it, and none that told of another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.matching import rule
from bot.matching.rulings import Measured
from bot.matching.score import Model, Scale
from bot.matching.together import are_recalled_together
from bot.matching.verdict import compare
from storage.records import Band, Relation
from tests.matching.conftest import make_article, make_channel, make_post

MAYOR = make_channel(1, "mer_lebedyna", "Мерка Лебедина", ("мерка Лебедина Осадча",))
RESCUERS = make_channel(2, "dsns_sumy", "ДСНС Сумщини", ("ДСНС",))
STRUCK = "Уранці ракета влучила в тролейбусне депо Лебедина. Загинули троє водіїв, десятьох поранено."
CLEARED = "У Лебедині ліквідовано пожежу в тролейбусному депо після удару ракетою. Загинули троє водіїв."
FLOOD = "У Лебедині паводок підтопив дванадцять дворів на околиці. Людей не евакуювали."
ARTICLE = make_article(
    "Тролейбуси повернуться на маршрути у червні",
    "Місто позичить машини в сусідів.",
    "Сім машин приїдуть із Полтави.\n\nНагадаємо, уранці ракета влучила в тролейбусне депо Лебедина, загинули троє.",
    after=timedelta(hours=9),
)


def field_of(second: str, *, hours: float) -> Sequence[Measured]:
    """The mayor's post on the strike, and another of the rescuers, as the article stands to them."""
    first = make_post(STRUCK, number=1, channel=MAYOR)
    other = make_post(second, number=2, channel=RESCUERS, after=timedelta(hours=hours))
    field = {one.rival.post.id: one for one in compare(ARTICLE, [(first, MAYOR), (other, RESCUERS)]).field}
    return [field[first.id], field[other.id]]


@pytest.mark.parametrize(("second", "hours", "together"), [(CLEARED, 2, True), (CLEARED, 4, False), (FLOOD, 2, False)])
def test_what_another_channel_told_of_the_same_within_hours_is_recalled_with_it(
    second: str, hours: float, together: bool
) -> None:
    mayor, rescuers = field_of(second, hours=hours)
    assert are_recalled_together(rescuers.rival, mayor.rival) is together


def test_a_channel_is_not_recalled_with_itself() -> None:
    posts = [make_post(STRUCK, number=1, channel=MAYOR), make_post(CLEARED, number=2, channel=MAYOR)]
    one, other = compare(ARTICLE, [(post, MAYOR) for post in posts]).field
    assert not are_recalled_together(one.rival, other.rival)


@pytest.mark.parametrize(("thinkable", "band"), [(0.3, Band.MATCHED), (0.02, Band.NONE)])
def test_it_is_as_sure_as_the_surest_unless_it_is_unthinkable(thinkable: float, band: Band) -> None:
    """Features are set by hand, so that chances are known: `late` is that of the mayor's post, `fresh` of the other."""
    mayor, rescuers = field_of(CLEARED, hours=2)
    nothing = dict.fromkeys(("late", "fresh", "early"), 0.0)
    field = [
        replace(mayor, features=replace(mayor.features, **nothing | {"late": 1.0})),
        replace(rescuers, features=replace(rescuers.features, **nothing | {"fresh": thinkable})),
    ]
    odds = {"late": 10.0, "fresh": 10.0}
    never = Scale(bias=-50.0, weights={"late": 0.0, "fresh": 0.0}, matched=0.5, probable=0.4)
    model = Model(reports=never, background=Scale(bias=-4.5, weights=odds, matched=0.7, probable=0.4))
    first, second = rule(field, model)
    assert (first.relation, first.band) == (Relation.BACKGROUND, Band.MATCHED)
    assert second.band is band


def test_what_is_likelier_reported_stays_so() -> None:
    """`late` makes the mayor's post recalled; `fresh` makes the other one reported rather than recalled."""
    mayor, rescuers = field_of(CLEARED, hours=2)
    nothing = dict.fromkeys(("late", "fresh", "early"), 0.0)
    field = [
        replace(mayor, features=replace(mayor.features, **nothing | {"late": 1.0})),
        replace(rescuers, features=replace(rescuers.features, **nothing | {"fresh": 1.0})),
    ]
    model = Model(
        reports=Scale(bias=-4.0, weights={"late": 0.0, "fresh": 5.5}, matched=0.7, probable=0.4),
        background=Scale(bias=-4.5, weights={"late": 10.0, "fresh": 4.5}, matched=0.7, probable=0.4),
    )
    first, second = rule(field, model)
    assert (first.relation, first.band) == (Relation.BACKGROUND, Band.MATCHED)
    assert (second.relation, second.band) == (Relation.REPORTS, Band.MATCHED)

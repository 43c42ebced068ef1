"""Where an article may recall a post: several passages are looked at, and the score chooses."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.matching import compare, rule
from bot.matching.score import Model, model_of
from storage.records import Relation
from tests.matching.conftest import RESCUERS, make_article, make_post

TODAY = "Станом на 07:30 збито 57 дронів, влучання 6 дронів на 4 локаціях."
RECALLED = "У вівторок збили 83 дрони."


def model(named_day: float) -> Model:
    shared = {"matched": 0.5, "probable": 0.2}
    return model_of(
        {
            "reports": {"bias": -9.0, "weights": {"link": 1.0}, **shared},
            "background": {"bias": -1.0, "weights": {"named_day": named_day, "early": 0.0}, **shared},
        }
    )


@pytest.mark.parametrize(("named_day", "told"), [(4.0, RECALLED), (-4.0, TODAY)])
def test_a_post_is_recalled_where_the_score_is_highest(scene: SimpleNamespace, named_day: float, told: str) -> None:
    article = scene.article("Атака дронів", "Уночі літали.", f"{TODAY}\n\n{RECALLED}", after=timedelta(days=1, hours=2))
    compared = compare(article, scene.candidates)
    found = {one.rival.post.id: one for one in rule(compared.field, model(named_day))}
    ruling = found[scene.first_night.id]
    assert [word.text for word in ruling.rival.places[0].part.reading.words][:2] == told.split()[:2]
    assert ruling.measured.features.named_day == (told == RECALLED)
    assert ruling.relation is Relation.BACKGROUND


@pytest.mark.parametrize(
    ("day", "sentence", "announced", "back_announced"),
    [
        ("15 квітня", "Раніше рятувальники говорили про навчання на мосту.", 1.0, 1.0),
        ("15 квітня", "На мосту будуть навчання рятувальників.", 1.0, 0.0),
        ("16 квітня", "Раніше рятувальники говорили про навчання на мосту.", 0.0, 0.0),
        ("14 квітня", "Раніше рятувальники говорили про навчання на мосту.", 0.0, 0.0),
    ],
)
def test_what_a_post_announces_for_the_day_of_the_article_is_told_from_what_was(
    day: str, sentence: str, announced: float, back_announced: float
) -> None:
    post = make_post(f"{day} на мосту пройдуть навчання рятувальників.")
    written = make_article(
        "Рада зібралася", "Виділили кошти.", f"Мова про ремонт.\n\n{sentence}", after=timedelta(days=1)
    )
    features = compare(written, [(post, RESCUERS)]).field[0].features
    assert (features.announced, features.back_announced) == (announced, back_announced)

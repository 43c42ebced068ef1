"""Where an article may recall a post: several passages are looked at, and the score chooses."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.matching import compare, rule
from bot.matching.score import Model, model_of
from storage.records import Relation

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

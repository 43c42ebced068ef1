"""What a reported post tells of an earlier event is no recall of the post that told of it first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.matching import rule
from bot.matching.score import Model, Scale
from bot.matching.verdict import compare
from storage.records import Band, Post, Relation
from tests.matching.conftest import GENERAL, SKY, make_article, make_post

NIGHT = "У ніч на 14 квітня противник випустив 34 ракети та 214 дронів по містах. Збито 219 цілей."
CALL = "Розмовляв із генералом Гаргроувом. За ніч було 34 ракети та 214 дронів, бракує засобів Patriot."
SENTENCE = "Минулої ночі було 34 ракети та 214 дронів."


def band_of_the_night(sentence: str, first: Post, second: Post) -> Band:
    """Of the first post, in an article that reports the second. Features are set by hand, so that chances are known."""
    article = make_article(
        "Головком пожалівся генералові на темпи", "Розмова з Гаргроувом.", f"Бракує засобів Patriot.\n\n{sentence}",
        after=timedelta(hours=9),
    )  # fmt: skip
    channels = {GENERAL.id: GENERAL, SKY.id: SKY}
    compared = compare(article, [(post, channels[post.channel_id]) for post in (first, second)])
    field = [
        replace(one, features=replace(one.features, fresh=float(one.rival.post.id == second.id)), elsewhere=())
        for one in compared.field
    ]
    model = Model(
        reports=Scale(bias=-4.0, weights={"fresh": 9.0, "late": 0.0}, matched=0.5, probable=0.2),
        background=Scale(bias=2.0, weights={"fresh": -9.0, "late": 0.0}, matched=0.5, probable=0.2),
    )
    (ruling,) = (one for one in rule(field, model) if one.rival.post.id == first.id)
    assert ruling.relation is Relation.BACKGROUND
    return ruling.band


NIGHT_POST = make_post(NIGHT, number=1, channel=SKY)
CALL_POST = make_post(CALL, number=2, channel=GENERAL, after=timedelta(hours=8))


def test_a_number_that_the_reported_post_tells_too_recalls_no_other_post() -> None:
    assert band_of_the_night(SENTENCE, NIGHT_POST, CALL_POST) is Band.NONE


@pytest.mark.parametrize(
    "sentence",
    [
        "Минулої ночі випустили 34 ракети та 214 дронів, збито 219 цілей.",
        "Нагадаємо, минулої ночі випустили 34 ракети та 214 дронів.",
        "Військо неба рахувало за ніч 34 ракети та 214 дронів.",
    ],
)
def test_what_it_does_not_tell_or_is_marked_or_names_the_other_source_recalls_it(sentence: str) -> None:
    assert band_of_the_night(sentence, NIGHT_POST, CALL_POST) is Band.MATCHED


def test_naming_the_source_of_both_says_nothing() -> None:
    told = "Військо неба рахувало за ніч 34 ракети та 214 дронів."
    report = replace(CALL_POST, channel_id=SKY.id, text=f"Військо неба: {CALL_POST.text}")
    assert band_of_the_night(told, NIGHT_POST, report) is Band.NONE


def test_an_earlier_post_tells_nothing_again() -> None:
    earlier = replace(CALL_POST, sent_at=NIGHT_POST.sent_at - timedelta(hours=1))
    assert band_of_the_night(SENTENCE, NIGHT_POST, earlier) is Band.MATCHED

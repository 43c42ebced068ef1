"""The order of likeness, without verdicts."""

import json
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest

from bot.matching.ranking import ENGLISH, LIKENESSES, MEANINGS, Near, Seen, measure, pieces_of, rank, shipped
from storage.records import ArticleId
from tests.matching.conftest import CALL_WITH_BRADY, FIRE, make_article

OF_THE_FIRE = make_article("Пожежа на фабриці", "У Лебедині гасили меблеву фабрику.", "Постраждав сторож.")
OF_A_CALL = make_article("Телефонна розмова", "Генерал Бреді обіцяв прийняти 60 бійців.", "Говорили про протези.")


@pytest.mark.parametrize(("post", "first"), [(FIRE, OF_THE_FIRE), (CALL_WITH_BRADY, OF_A_CALL)])
def test_what_was_written_of_a_post_comes_first(post, first):
    ranked = rank(post, [Seen(article=OF_A_CALL), Seen(article=OF_THE_FIRE)])
    assert ranked[0].article is first


def test_of_two_that_are_alike_the_one_with_a_verdict_comes_first():
    other = make_article("Пожежа на фабриці", "У Лебедині гасили меблеву фабрику.", "Постраждав охоронець.")
    for said in ((0.0, 0.99), (0.99, 0.0)):
        field = [Seen(article=one, said=of_it) for one, of_it in zip((OF_THE_FIRE, other), said, strict=True)]
        assert rank(FIRE, field)[0].article is (OF_THE_FIRE, other)[said.index(0.99)]


def test_copies_are_equally_like_a_post_and_the_first_to_publish_comes_first():
    copy = replace(
        OF_THE_FIRE, id=ArticleId(8), published_at=OF_THE_FIRE.published_at + timedelta(minutes=5),
        lead="У Лебедині гасили «меблеву» фабрику.",
    )  # fmt: skip
    assert copy.keys == OF_THE_FIRE.keys
    nearer = Seen(article=copy, said=0.99, near=Near(0.9, 0.9))
    ranked = rank(
        FIRE, [nearer, Seen(article=OF_A_CALL, near=Near(0.1, 0.1)), Seen(article=OF_THE_FIRE, near=Near(0.8, 0.8))]
    )
    assert [one.article for one in ranked] == [OF_THE_FIRE, copy, OF_A_CALL]
    assert ranked[0].likeness == ranked[1].likeness


def test_meaning_counts_only_where_all_have_one():
    near = Seen(article=OF_A_CALL, near=Near(0.9, 0.7))
    both = measure(FIRE, [near, Seen(article=OF_THE_FIRE, near=Near(0.8, 0.6))])
    one = measure(FIRE, [near, Seen(article=OF_THE_FIRE)])
    assert [found.get(name) for found in both for name in MEANINGS] == [0.9, 0.7, 0.8, 0.6]
    assert not any(name in found for found in one for name in MEANINGS)


@pytest.mark.parametrize("nearer", [Near(0.9, 0.8), Near(0.8, 0.9)])
def test_of_two_that_are_alike_the_nearer_in_meaning_comes_first(nearer: Near):
    other = make_article("Пожежа на фабриці", "У Лебедині гасили меблеву фабрику.", "Постраждав охоронець.")
    ranked = rank(FIRE, [Seen(article=OF_THE_FIRE, near=Near(0.8, 0.8)), Seen(article=other, near=nearer)])
    assert ranked[0].article is other


def test_the_second_opinion_counts_only_where_all_have_one():
    other = make_article("Пожежа на фабриці", "У Лебедині гасили меблеву фабрику.", "Постраждав охоронець.")
    lacking = [Seen(article=OF_THE_FIRE, near=Near(0.8, 0.8, 0.1, 0.1)), Seen(article=other, near=Near(0.8, 0.7))]
    assert rank(FIRE, lacking)[0].article is OF_THE_FIRE
    lacking[1] = replace(lacking[1], near=Near(0.8, 0.7, 0.9, 0.9))
    assert rank(FIRE, lacking)[0].article is other


def test_words_of_tags_count():
    tagged = replace(FIRE, text="#ПожежаНаФабриці")
    assert measure(tagged, [Seen(article=OF_THE_FIRE)])[0]["cover"] > 0.5


def test_an_empty_post_and_an_empty_article_are_like_nothing():
    assert rank(FIRE, []) == []
    assert len(rank(FIRE, [Seen(article=make_article("", "", ""))])) == 1


def test_words_run_together_in_a_hashtag_have_their_pieces():
    assert pieces_of("australian fires") <= pieces_of("#AustralianFires")


def test_the_shipped_weights_are_of_what_is_measured_and_say_what_they_are_worth():
    values = json.loads(files("bot.matching").joinpath("ranking.json").read_text(encoding="utf-8"))
    assert set(shipped("lexical")) == {*LIKENESSES, "said"}
    assert set(shipped("with_meaning")) == {*LIKENESSES, *MEANINGS, "said"}
    assert values["made_by"].startswith("python -m bot train --ranking ")
    assert set(shipped("with_english")) == {*LIKENESSES, *MEANINGS, *ENGLISH, "said"}
    assert set(values["map_at_5_for_articles_not_learned_from"]) == {"lexical", "with_meaning", "with_english"}

"""The order of likeness, without verdicts."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from bot.matching.ranking import LIKENESSES, MEANING, Seen, measure, pieces_of, rank, shipped
from tests.matching.conftest import CALL_WITH_BRADY, FIRE, make_article

OF_THE_FIRE = make_article("Пожежа на фабриці", "У Лебедині гасили меблеву фабрику.", "Постраждав сторож.")
OF_A_CALL = make_article("Телефонна розмова", "Генерал Бреді обіцяв прийняти 60 бійців.", "Говорили про протези.")


@pytest.mark.parametrize(("post", "first"), [(FIRE, OF_THE_FIRE), (CALL_WITH_BRADY, OF_A_CALL)])
def test_what_was_written_of_a_post_comes_first(post, first):
    ranked = rank(post, [Seen(article=OF_A_CALL), Seen(article=OF_THE_FIRE)])
    assert ranked[0].article is first


def test_of_two_that_are_alike_the_one_with_a_verdict_comes_first():
    twin = replace(OF_THE_FIRE, url="https://visnyk.example/8")
    ranked = rank(FIRE, [Seen(article=OF_THE_FIRE), Seen(article=twin, said=0.99)])
    assert ranked[0].article is twin


def test_meaning_counts_only_where_all_have_one():
    both = measure(FIRE, [Seen(article=OF_A_CALL, meaning=0.9), Seen(article=OF_THE_FIRE, meaning=0.8)])
    one = measure(FIRE, [Seen(article=OF_A_CALL, meaning=0.9), Seen(article=OF_THE_FIRE)])
    assert [MEANING in found for found in (*both, *one)] == [True, True, False, False]
    twin = replace(OF_THE_FIRE, url="https://visnyk.example/8")
    nearest = rank(FIRE, [Seen(article=OF_THE_FIRE, meaning=0.8), Seen(article=twin, meaning=0.9)])
    assert nearest[0].article is twin


def test_an_empty_post_and_an_empty_article_are_like_nothing():
    assert rank(FIRE, []) == []
    assert len(rank(FIRE, [Seen(article=make_article("", "", ""))])) == 1


def test_words_run_together_in_a_hashtag_have_their_pieces():
    assert pieces_of("australian fires") <= pieces_of("#AustralianFires")


def test_the_shipped_weights_are_of_what_is_measured_and_say_what_they_are_worth():
    values = json.loads(files("bot.matching").joinpath("ranking.json").read_text(encoding="utf-8"))
    assert set(shipped("lexical")) == {*LIKENESSES, "said"}
    assert set(shipped("with_meaning")) == {*LIKENESSES, MEANING, "said"}
    assert values["made_by"].startswith("python -m bot train --ranking ")
    assert set(values["map_at_5_for_articles_not_learned_from"]) == {"lexical", "with_meaning"}

"""How an article's sentences are shared out among posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.shares import Share, share_out

ALONE = (frozenset[int](), frozenset[int]())


def shares(
    rates: list[list[float]], twins: tuple[frozenset[int], ...] = ALONE, back: list[bool] | None = None
) -> list[Share]:
    return share_out(rates, twins, back or [False] * len(rates), bar=0.25, sharpness=20.0)


def test_an_article_of_one_post_is_nearly_all_of_it() -> None:
    whole, other = shares([[0.8, 0.1], [0.7, 0.0], [0.9, 0.2]])
    assert whole.own > 0.95
    assert other.own < 0.05
    assert (whole.following, other.following) == (other.own, whole.own)
    assert whole.unexplained < 0.05


def test_a_round_up_gives_each_post_its_sentences() -> None:
    assert [round(one.own, 1) for one in shares([[0.8, 0.0], [0.0, 0.8]])] == [0.5, 0.5]


def test_what_no_post_explains_is_nobodys() -> None:
    for one in shares([[0.05, 0.1], [0.0, 0.02]]):
        assert one.own < 0.05
        assert one.unexplained > 0.9


def test_posts_that_say_the_same_take_nothing_from_each_other() -> None:
    first, second = shares([[0.8, 0.8]], twins=(frozenset({1}), frozenset({0})))
    assert first.own == second.own > 0.95
    assert first.following == 0.0


def test_what_points_back_is_told_of_the_post_whose_sentence_it_is() -> None:
    reported, recalled = shares([[0.8, 0.0], [0.8, 0.0], [0.0, 0.8]], back=[False, False, True])
    assert recalled.back > 0.8
    assert reported.back < 0.05


def test_an_article_without_sentences_has_no_shares() -> None:
    assert shares([]) == [Share(), Share()]


@given(st.lists(st.lists(st.floats(0, 2), min_size=2, max_size=2), min_size=1, max_size=8))
def test_shares_and_what_is_left_make_up_the_whole_or_less(rates: list[list[float]]) -> None:
    first, second = shares(rates)
    assert 0 <= first.own + second.own <= 1 + 1e-9
    assert 0 <= first.unexplained <= 1
    assert first.following == pytest.approx(second.own)

"""The best of the others of a field."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.others import best_of_others

FIELDS = st.lists(st.integers(0, 4).map(float), max_size=6).flatmap(
    lambda rates: st.tuples(
        st.just(rates),
        st.lists(st.frozensets(st.integers(0, 5)), min_size=len(rates), max_size=len(rates)),
    )
)


@given(FIELDS)
def test_it_is_the_largest_of_those_that_say_something_else(field: tuple[list[float], list[frozenset[int]]]) -> None:
    rates, twins = field
    others = [
        max((rate for other, rate in enumerate(rates) if other != at and other not in twins[at]), default=0.0)
        for at in range(len(rates))
    ]
    assert best_of_others(rates, twins) == others

"""The schedule: drawn from a seed, and as large as it was asked to be."""

import pytest

from bot.sandbox.chaos.schedule import Size, make
from bot.sandbox.chaos.steps import Delete, Edit, Fault, Post, React, Spoil, Step

SIZE = Size(posts=300, kills=12, faults=90, editors=3)


def steps(seed: int, size: Size = SIZE) -> list[Step]:
    return [step for one in make(seed, size) for step in (*one.alive, *one.down)]


def test_the_same_seed_draws_the_same_schedule_and_another_seed_another() -> None:
    assert make(7, SIZE) == make(7, SIZE)
    assert make(7, SIZE) != make(8, SIZE)


@pytest.mark.parametrize("seed", range(5))
def test_there_are_as_many_posts_kills_and_faults_as_were_asked_for(seed: int) -> None:
    rounds, drawn = make(seed, SIZE), steps(seed)
    assert sum(isinstance(step, Post) for step in drawn) == SIZE.posts
    assert sum(isinstance(step, Spoil) for step in drawn) == SIZE.faults
    assert sum(one.moment is not None for one in rounds) == SIZE.kills
    assert rounds[-1].moment is None


@pytest.mark.parametrize("seed", range(5))
def test_nothing_happens_to_a_post_before_it_is_there_or_after_it_is_gone(seed: int) -> None:
    standing: set[int] = set()
    for step in steps(seed):
        if isinstance(step, Post):
            standing.add(step.number)
        elif isinstance(step, Edit | React | Delete):
            assert step.number in standing
        if isinstance(step, Delete):
            standing.remove(step.number)


def test_a_schedule_can_be_of_some_faults_alone() -> None:
    drawn = {step.fault for one in make(1, SIZE, faults=(Fault.DROP,)) for step in one.alive if isinstance(step, Spoil)}
    assert drawn == {Fault.DROP}

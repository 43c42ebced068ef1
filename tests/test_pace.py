"""The pace of sends: bursts, rates, and waits that Telegram asks for."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import CHAT_BURST, Pace
from config.settings import Pace as Rates
from tests.builders import MORNING

SECOND = timedelta(seconds=1)


def pace(*, per_second: float = 25, per_chat: float = 1, per_group: float = 20) -> Pace:
    return Pace(Rates(per_second=per_second, per_chat_per_second=per_chat, per_group_per_minute=per_group))


def burst(paced: Pace, chat_id: int, at: datetime) -> int:
    """How many go to a chat at once."""
    count = 0
    while paced.take(chat_id, now=at) == at:
        count += 1
    return count


def test_a_chat_gets_a_burst_and_then_one_a_second():
    paced = pace()
    assert burst(paced, 5, MORNING) == CHAT_BURST
    assert paced.take(5, now=MORNING) == MORNING + SECOND
    assert paced.take(5, now=MORNING + SECOND) == MORNING + SECOND
    assert paced.take(5, now=MORNING + SECOND) == MORNING + 2 * SECOND
    assert burst(paced, 5, MORNING + 100 * SECOND) == CHAT_BURST


def test_chats_do_not_wait_for_each_other():
    paced = pace()
    burst(paced, 5, MORNING)
    assert paced.take(6, now=MORNING) == MORNING


def test_everything_together_has_a_rate():
    paced = pace(per_second=10)
    went = [paced.take(chat, now=MORNING) == MORNING for chat in range(1, 13)]
    assert went == [True] * 10 + [False] * 2
    assert paced.ready_at(MORNING) == MORNING + SECOND
    assert paced.ready_at(MORNING + SECOND) == MORNING + SECOND


def test_a_refused_question_costs_nothing():
    paced = pace(per_second=10)
    burst(paced, 5, MORNING)
    for _ in range(50):
        paced.take(5, now=MORNING)
    assert burst(paced, 6, MORNING) == CHAT_BURST


def test_a_group_is_slower():
    paced = pace(per_chat=100)
    assert burst(paced, -5, MORNING) == CHAT_BURST
    assert paced.take(-5, now=MORNING) == MORNING + 3 * SECOND
    assert burst(paced, 5, MORNING) > CHAT_BURST


def test_a_group_gets_no_more_than_its_number_in_any_minute():
    paced = pace(per_chat=100)
    times = [MORNING + second * SECOND for second in range(120)]
    went = [at for at in times if paced.take(-5, now=at) == at]
    assert max(sum(at <= one < at + 60 * SECOND for one in went) for at in went) <= 20
    assert len(went) >= 38


def test_a_message_counts_from_its_answer_as_telegram_counted_it_before():
    paced, half = pace(per_second=2), SECOND / 2
    for chat in (1, 2):
        assert paced.take(chat, now=MORNING) == MORNING
    paced.answered(1, MORNING, now=MORNING + half)
    assert paced.ready_at(MORNING + half) == MORNING + SECOND, "the other may have been counted when it went"
    paced.answered(2, MORNING, now=MORNING + 3 * half)
    assert paced.ready_at(MORNING + 3 * half) == MORNING + 3 * half
    assert paced.take(3, now=MORNING + 3 * half) == MORNING + 3 * half
    assert paced.ready_at(MORNING + 3 * half) == MORNING + 5 * half


def test_a_wait_that_telegram_asks_for_is_obeyed_for_a_chat_or_for_all():
    paced = pace()
    paced.hold(5, until=MORNING + 30 * SECOND)
    assert paced.take(5, now=MORNING) == MORNING + 30 * SECOND
    assert paced.take(6, now=MORNING) == MORNING
    paced.hold(None, until=MORNING + 60 * SECOND)
    paced.hold(None, until=MORNING + 10 * SECOND)  # a shorter one does not shorten it
    assert paced.ready_at(MORNING) == MORNING + 60 * SECOND
    assert paced.take(6, now=MORNING) == MORNING + 60 * SECOND
    assert paced.take(6, now=MORNING + 60 * SECOND) == MORNING + 60 * SECOND


def test_answers_pass_but_are_counted_and_obey_waits():
    paced = pace()
    burst(paced, 5, MORNING)
    assert paced.let_pass(5, now=MORNING) == MORNING
    assert paced.take(5, now=MORNING + SECOND / 2) == MORNING + SECOND
    paced.hold(5, until=MORNING + 30 * SECOND)
    assert paced.let_pass(5, now=MORNING) == MORNING + 30 * SECOND


def test_a_clock_that_is_set_back_lets_nothing_more_through_and_blocks_nothing():
    paced = pace(per_second=5)
    burst(paced, 5, MORNING)
    earlier = MORNING - 3600 * SECOND
    assert paced.take(5, now=earlier) == earlier + SECOND


@given(
    steps=st.lists(st.tuples(st.floats(0, 3), st.integers(1, 3)), max_size=60),
    per_second=st.floats(1, 50),
    per_chat=st.floats(0.2, 50),
)
def test_no_rate_is_ever_exceeded(steps: list[tuple[float, int]], per_second: float, per_chat: float):
    paced, now = pace(per_second=per_second, per_chat=per_chat), MORNING
    counts, went = dict.fromkeys((1, 2, 3), 0), list[datetime]()
    for seconds, chat in steps:
        now += timedelta(seconds=seconds)
        if paced.take(chat, now=now) == now:
            counts[chat] += 1
            went.append(now)
    passed = (now - MORNING).total_seconds()
    assert all(count <= per_chat * (passed + 1) + CHAT_BURST for count in counts.values())
    most = int(per_second)
    stretch = SECOND * most / per_second
    assert all(len([one for one in went if at <= one < at + stretch]) <= most for at in went)

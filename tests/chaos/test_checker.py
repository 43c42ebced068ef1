"""The checker: it finds what is lost, doubled or wrong, and calls unknowable only what nobody could have known."""

from math import inf

import pytest

from bot.sandbox.chaos.checker import Patience, Verdict, check
from bot.sandbox.chaos.steps import mark
from bot.sandbox.chaos.truth import (
    Bubble,
    Entry,
    Kind,
    Question,
    Stored,
    StoredPost,
    Stretch,
    Told,
    Truth,
    Version,
)

CHANNEL, EDITOR, MESSAGE, POST = 77, 5, 2, 31
PATIENCE = Patience(settle=3, notice=10)
FIRST, SECOND = f"{mark(1, 0)} Перше.", f"{mark(1, 1)} Друге."


def truth(*versions: Version, gone_at: float = inf, stretches: tuple[Stretch, ...] = (Stretch(0, 100),)) -> Truth:
    told = Told(CHANNEL, MESSAGE, 1, Kind.POST, list(versions or (Version(FIRST, 1, carried=[1]),)), gone_at)
    return Truth({(CHANNEL, MESSAGE): told}, list(stretches))


def stored(*revisions: str, state: str = "held", is_claimed: bool = False) -> Stored:
    post = StoredPost(revisions[-1], state == "deleted", revisions, is_claimed)
    return Stored({(CHANNEL, MESSAGE): Entry(state, POST)}, {POST: post})


def phones(*texts: str) -> dict[int, list[Bubble]]:
    return {EDITOR: [Bubble(text, None) for text in texts]}


def verdict(told: Truth, kept: Stored, *texts: str) -> Verdict:
    return check(told, kept, phones(*texts), PATIENCE)


NOTHING = Stored({}, {})


def test_all_is_well_where_all_is_there_once() -> None:
    found = verdict(truth(), stored(FIRST), f"🟠 Канал\n{FIRST}")
    assert found.is_clean
    assert (found.counts["posts"], found.counts["alerts"]) == (1, 1)


def test_a_post_that_is_not_stored_is_lost() -> None:
    assert verdict(truth(), NOTHING).lost == {"posts": 1}


def test_a_post_that_stands_at_the_end_is_lost_even_if_nothing_was_carried() -> None:
    assert verdict(truth(Version(FIRST, 1), stretches=()), NOTHING).lost == {"posts": 1}


def test_a_post_that_is_stored_twice_is_doubled() -> None:
    kept = stored(FIRST)
    kept = Stored(kept.ledger, kept.posts, doubled=((CHANNEL, MESSAGE),))
    assert verdict(truth(), kept, FIRST).doubled == {"posts": 1}


@pytest.mark.parametrize(("texts", "lost", "doubled"), [((), 1, 0), ((FIRST, FIRST), 0, 1)])
def test_alerts_are_counted_for_each_editor(texts: tuple[str, ...], lost: int, doubled: int) -> None:
    found = verdict(truth(), stored(FIRST), *texts)
    assert (found.lost["alerts"], found.doubled["alerts"]) == (lost, doubled)


def test_an_alert_that_shows_an_earlier_text_has_lost_a_change() -> None:
    told = truth(Version(FIRST, 1, 5, [1]), Version(SECOND, 5, carried=[5]))
    assert verdict(told, stored(FIRST, SECOND), FIRST).lost == {"changes of alerts": 1}


def test_an_alert_of_what_is_no_news_is_wrong() -> None:
    assert verdict(truth(), stored(FIRST), FIRST, f"{mark(9, 0)} Давній.").wrong == {"alerts": 1}


def test_a_revision_that_is_there_twice_is_doubled_and_one_that_never_was_is_wrong() -> None:
    found = verdict(truth(), stored(FIRST, "Вигадка.", FIRST), FIRST)
    assert (found.doubled, found.wrong) == ({"revisions": 1}, {"revisions": 1})


def test_the_text_at_the_end_must_be_the_last() -> None:
    told = truth(Version(FIRST, 1, 5, [1]), Version(SECOND, 5, carried=[5]))
    assert verdict(told, stored(SECOND, FIRST), FIRST).wrong == {"texts": 1}


@pytest.mark.parametrize(("state", "gone_at", "where"), [("held", 50, "lost"), ("deleted", inf, "wrong")])
def test_the_ledger_must_know_what_is_gone_and_nothing_else(state: str, gone_at: float, where: str) -> None:
    found = verdict(truth(gone_at=gone_at), stored(FIRST, state=state), FIRST)
    assert getattr(found, where) == {"deletions": 1}


# ------------------------------------------------------------------ what could not be known

REPLACED = Version(FIRST, since=10, until=20, carried=[11])
LAST = Version(SECOND, since=20, carried=[20])


@pytest.mark.parametrize(
    ("version", "stretches", "knowable"),
    [
        (REPLACED, (Stretch(0, 14),), True),  # carried, and three seconds in peace
        (REPLACED, (Stretch(0, 13.9),), False),  # carried, and killed at once
        (REPLACED, (Stretch(0, 13.9), Stretch(14, 19)), False),
        (Version(FIRST, 10, 20), (Stretch(0, 100),), True),  # never carried, but there was time to ask
        (Version(FIRST, 10, 19.9), (Stretch(0, 100),), False),
        (Version(FIRST, 10, 30), (Stretch(0, 15), Stretch(16, 25), Stretch(25, 99)), False),
    ],
)
def test_what_was_replaced_is_unknowable_only_if_nobody_could_have_known_it(
    version: Version, stretches: tuple[Stretch, ...], knowable: bool
) -> None:
    told = truth(version, Version(SECOND, version.until, carried=[version.until]), stretches=stretches)
    found = verdict(told, stored(SECOND), SECOND)
    assert (found.lost["revisions"], found.unknowable["revisions"]) == (int(knowable), int(not knowable))


def test_a_post_that_came_and_went_while_nobody_listened_is_unknowable() -> None:
    found = verdict(truth(Version(FIRST, 1, 5), gone_at=5, stretches=(Stretch(6, 99),)), NOTHING)
    assert found.is_clean
    assert found.unknowable["posts"] == 1


def test_one_that_was_seen_before_it_went_is_not() -> None:
    told = truth(Version(FIRST, 1, 50, [1]), gone_at=50)
    assert verdict(told, NOTHING).lost == {"posts": 1}


# ------------------------------------------------------------------ editors


@pytest.mark.parametrize(("times", "lost", "doubled"), [(0, 1, 0), (1, 0, 0), (2, 0, 1)])
def test_what_editors_ask_is_answered_once(times: int, lost: int, doubled: int) -> None:
    told = Truth(questions=[Question(EDITOR, 12, "/help")])
    found = check(told, NOTHING, {EDITOR: [Bubble("Ось", 12)] * times}, PATIENCE)
    assert (found.lost["answers"], found.doubled["answers"]) == (lost, doubled)


@pytest.mark.parametrize("is_claimed", [True, False])
def test_a_post_that_somebody_was_told_to_have_taken_is_theirs(is_claimed: bool) -> None:
    told = truth()
    told.taken = [1]
    assert verdict(told, stored(FIRST, is_claimed=is_claimed), FIRST).lost["presses"] == int(not is_claimed)

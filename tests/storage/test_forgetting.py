"""What people wrote is forgotten when it is done with, and nobody can fill the disk by writing."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from storage.api import Store
from storage.opening import file_of
from storage.records import Origin, PersonId
from tests.builders import MINUTE, MORNING, OWNER, member, new_request, owner

DAY = timedelta(days=1)
STRANGER = PersonId(99)


def rows(url: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file_of(url))) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute("SELECT * FROM requests ORDER BY id")]


async def ask(store: Store, number: int, who: PersonId = OWNER, *, after: timedelta = MINUTE, **changes: Any) -> None:
    new = new_request(message_id=number, chat_id=who, person_id=who, sent_at=MORNING + after, **changes)
    assert await store.requests.add(new)


async def answer(store: Store, after: timedelta = MINUTE) -> None:
    for request in await store.requests.due(MORNING + after, limit=999):
        await store.requests.answered(request.id, at=MORNING + after)


async def park(store: Store) -> None:
    (request,) = await store.requests.due(MORNING + MINUTE, limit=9)
    for _ in range(3):
        await store.requests.failed(request.id, error="broken", at=MORNING)


@pytest.mark.parametrize("finish", [answer, park])
async def test_nothing_that_a_stranger_said_is_kept(store: Store, url: str, finish: Any) -> None:
    origin = Origin(name="Хтось", telegram_id=4, message_id=2, sent_at=MORNING)
    await ask(store, 1, STRANGER, text="слово " * 600, person_name="Х" * 100, forward=origin)
    await finish(store)
    (row,) = rows(url)
    assert (row["text"], row["person_name"], row["forward"], row["is_stranger"]) == ("", "", None, 1)


@pytest.mark.parametrize("finish", [answer, park])
@pytest.mark.parametrize(
    "text", ["/start s3cret", " /START@bot s3cret", "https://t.me/bot?start=s3cret", "\n/start\ts3cret"]
)
async def test_no_token_of_an_invitation_is_kept(store: Store, url: str, text: str, finish: Any) -> None:
    await owner(store)
    await ask(store, 1, text=text)
    await finish(store)
    (row,) = rows(url)
    assert (row["text"], row["reply"], row["person_name"]) == ("", None, "Олена")


async def test_what_our_own_people_asked_stays_for_a_month(store: Store, url: str) -> None:
    await owner(store)
    await ask(store, 1, text="/latest")
    await answer(store)
    await ask(store, 2, after=30 * DAY)
    assert [row["text"] for row in rows(url)] == ["/latest", "/start"]
    await ask(store, 3, after=31 * DAY)
    assert [row["message_id"] for row in rows(url)] == [2, 3]


async def test_a_stranger_who_never_stops_cannot_make_the_table_grow(store: Store, url: str) -> None:
    every = timedelta(minutes=30)
    for number in range(1, 400):
        await ask(store, number, STRANGER, after=number * every)
        await store.marks.put(f"stranger|{number}", MORNING + number * every)
        await answer(store, number * every)
    assert len(rows(url)) == DAY // every + 1
    with closing(sqlite3.connect(file_of(url))) as db:
        assert db.execute("SELECT count(*) FROM marks").fetchone()[0] <= DAY // every + 2


async def test_what_piled_up_goes_a_few_rows_at_a_time(store: Store, url: str) -> None:
    for number in range(1, 31):
        await ask(store, number, STRANGER)
    await answer(store)
    sizes = []
    for number in range(31, 35):
        await ask(store, number, STRANGER, after=2 * DAY)
        sizes.append(len(rows(url)))
    assert sizes == [23, 16, 9, 4]


async def test_what_was_pruned_is_never_answered_again(store: Store, url: str) -> None:
    """A session file put back from an old backup has Telegram deliver everything anew."""
    await owner(store)
    old = new_request(message_id=1, chat_id=OWNER, person_id=OWNER, text="/invite editor")
    assert await store.requests.add(old)
    await answer(store)
    await ask(store, 2, after=31 * DAY)
    assert [row["message_id"] for row in rows(url)] == [2]
    assert not await store.requests.add(old)


async def test_a_long_absence_loses_no_question(store: Store) -> None:
    await owner(store)
    await ask(store, 1)
    await answer(store)
    for number, days in ((2, 1), (3, 39), (4, 40)):  # asked while the bot was away for forty days
        await ask(store, number, after=days * DAY)
    assert [request.new.message_id for request in await store.requests.due(MORNING + 40 * DAY, limit=9)] == [2, 3, 4]


async def test_what_waits_for_its_answer_and_what_made_an_invitation_stay(store: Store, url: str) -> None:
    await member(store, 2)  # by an invitation, whose request is kept for it
    (kept,) = rows(url)
    await ask(store, 1)
    await ask(store, 2, after=90 * DAY)
    assert [row["message_id"] for row in rows(url)] == [kept["message_id"], 1, 2]

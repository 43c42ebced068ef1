"""`python -m bot ledger`: what is held of each channel, in words and as JSON."""

import asyncio
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.alerts.ledger import blindness_text, ledger_line
from bot.alerts.post import Reader
from bot.blindness import WATCHING
from bot.errors import EXIT_NOT_ALL
from storage.opening import open_store
from storage.records import Arrival, Blindness, Cause, ChannelId, ChannelLedger, nobody
from tests.builders import MINUTE, MORNING, new_post, watched

BEGAN, ENDED = MORNING + 2 * MINUTE, MORNING + 9 * MINUTE
BLIND = Blindness(since=BEGAN, until=ENDED, cause=Cause.AWAY, recovered=3)


@pytest.fixture(autouse=True)
def database(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one channel, which was not seen for a while, and of which two ids are unknown."""
    url = f"sqlite:///{shutil.copy(migrated, tmp_path)}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)

    async def fill() -> None:
        async with open_store(url) as store:
            channel = await watched(store, 1001, username="rada", title=None)
            await store.posts.seed(channel.id, [new_post(channel, message_id=40)], at=MORNING)
            await store.ledger.blinded([channel.id], since=BEGAN, cause=Cause.AWAY, at=ENDED)
            found = [
                new_post(channel, message_id=each, sent_at=BEGAN, received_at=ENDED, arrival=Arrival.CATCH_UP)
                for each in (41, 42, 45)
            ]
            await store.posts.add(found, audience=nobody, at=ENDED)
            await store.ledger.sighted({channel.id: ENDED})
            await store.marks.put(WATCHING, datetime.now(UTC))

    asyncio.run(fill())


def test_it_is_said_in_words(capsys: pytest.CaptureFixture[str]):
    assert main(["ledger"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Channel 1001 @rada\n  40–45: є 4, 2 невідомі; не бачили 2 березня")
    assert shown.endswith("о 08:02–08:09, відновлено 3 дописи\n")


def test_of_one_channel_it_says_which_are_unknown_and_why_it_was_not_seen(capsys: pytest.CaptureFixture[str]):
    assert main(["ledger", "@rada"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[2] == "  невідомі: 43–44"
    assert shown[3].endswith("(не було зв’язку з Telegram), відновлено 3 дописи")
    assert main(["ledger", "@nobody_here"]) == EXIT_NOT_ALL


def test_machines_read_it_too(capsys: pytest.CaptureFixture[str]):
    assert main(["ledger", "--json"]) == 0
    (channel,) = json.loads(capsys.readouterr().out)["channels"]
    assert (channel["first"], channel["last"], channel["held"], channel["unknown_ranges"]) == (40, 45, 4, [[43, 44]])
    assert channel["blind"] == [
        {"since": BEGAN.isoformat(), "until": ENDED.isoformat(), "cause": "away", "recovered": 3}
    ]


def ledger(**changes: object) -> ChannelLedger:
    values = {"first": 1, "last": 4512, "held": 4495, "deleted": 17, "service": 0, "absent": 0, "blindness": (BLIND,)}
    return ChannelLedger(channel_id=ChannelId(1), **values | changes)  # type: ignore[arg-type]


def test_the_wording():
    now = MORNING + 60 * MINUTE
    kyiv = Reader(language="uk", timezone="Europe/Kyiv", now=now)
    assert ledger_line(ledger(), kyiv, seen_at=now) == (
        "1–4512: усе є, 17 видалено, 0 невідомих; не бачили 08:02–08:09, відновлено 3 дописи"
    )
    london = Reader(language="en", timezone="Europe/London", now=now)
    several = ledger(held=4480, service=1, absent=9, blindness=())
    assert ledger_line(several, london, seen_at=now - 5 * MINUTE) == (
        "1–4512: 4480 held, 17 deleted, 9 gone before we read there, 1 service message, 5 unknown; not seen since 06:55"
    )
    assert ledger_line(ledger(last=0, held=0, blindness=()), kyiv, seen_at=None) == "ще нічого не збережено"
    open_still = Blindness(since=BEGAN, until=None, cause=Cause.FAILED, recovered=0)
    assert ledger_line(ledger(blindness=(open_still,)), kyiv, seen_at=now).endswith("; не бачимо з 08:02")
    over_night = Blindness(since=BEGAN, until=BEGAN + 24 * 60 * MINUTE, cause=Cause.STOPPED, recovered=0)
    assert blindness_text(over_night, kyiv, with_cause=True) == (
        "08:02 – 3 березня о 08:02 (бот не працював), нічого не пропущено"
    )

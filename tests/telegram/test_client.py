"""The file of a session, where it cannot be used."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.telegram.client import file_session
from config.settings import Application, Server
from storage.errors import DatabaseUnusable

APPLICATION = Application(api_id=1, api_hash="0" * 32, server=None)
ELSEWHERE = replace(APPLICATION, server=Server(dc=2, host="127.0.0.1", port=1, key_path=None))


def test_a_damaged_session_is_put_aside_and_a_new_one_begins(tmp_path: Path) -> None:
    path = tmp_path / "bot-1.session"
    path.write_bytes(b"no database at all, and long enough to be read as one " * 20)
    session = file_session(APPLICATION, path)
    session.close()
    assert session.auth_key is None
    assert (tmp_path / "bot-1.damaged").read_bytes().startswith(b"no database")


def test_a_session_that_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "bot-1.session"
    file_session(APPLICATION, path).close()
    path.with_name("bot-1.session-journal").mkdir()
    with pytest.raises(DatabaseUnusable, match=r"bot-1\.session cannot be used: .*, then start again|check"):
        file_session(ELSEWHERE, path)

"""Telethon clients, set up so that they hide nothing: no silent sleeping, no giving up, no parsing of text."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telethon import TelegramClient
from telethon.crypto import rsa
from telethon.sessions import Session, SQLiteSession, StringSession

from config.settings import Application
from storage.trouble import is_damage, unusable

log = logging.getLogger(__name__)


def string_session(application: Application, text: str = "") -> StringSession:
    """A session that lives in a text; an empty one is new."""
    return placed(application, StringSession(text))


class FileSession(SQLiteSession):  # type: ignore[misc]  # Telethon has no types
    """What Telethon notes at any time, and cannot on a full disk, is left out with a warning.

    It then knows less, and is caught up from further back. Telethon writes from tasks that nobody awaits.
    """

    def process_entities(self, tlo: Any) -> None:  # noqa: D102 - Telethon's own
        self._note(super().process_entities, tlo)

    def set_update_state(self, entity_id: int, state: Any) -> None:  # noqa: D102
        self._note(super().set_update_state, entity_id, state)

    def save(self) -> None:  # noqa: D102
        self._note(super().save)

    def close(self) -> None:  # noqa: D102
        self._note(super().close)

    def _note(self, write: Callable[..., None], *values: Any) -> None:
        try:
            write(*values)
        except sqlite3.OperationalError as error:
            log.warning("session_not_saved", extra={"error": str(error)})


def file_session(application: Application, path: Path) -> SQLiteSession:
    """A session that lives in a file of its own, readable by its owner alone. Raises DatabaseUnusable.

    A damaged one is put aside: a bot can sign in anew at any time.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    try:
        return placed(application, FileSession(str(path)))
    except sqlite3.Error as error:
        if not is_damage(error):
            raise unusable(error, path) from error
    aside = path.replace(path.with_suffix(".damaged"))
    log.warning("session_put_aside", extra={"path": str(aside)})
    return file_session(application, path)


def placed(application: Application, session: Any) -> Any:
    """The session, pointed at another server than the official one where the settings name one."""
    if server := application.server:
        session.set_dc(server.dc, server.host, server.port)
        if server.key_path:
            rsa.add_key(server.key_path.read_text(), old=False)
    return session


def make_client(
    application: Application,
    session: Session,
    *,
    catch_up: bool = False,
    in_sequence: bool = False,
    request_retries: int = 0,
) -> Any:
    """A client that has not connected yet.

    Without retries whoever asks decides whether to ask again; Telethon would sleep 2 s each time. Signing in needs
    them, to be sent on to another data centre. `in_sequence`: a handler ends before the next update is looked at.
    """
    return TelegramClient(
        session,
        application.api_id,
        application.api_hash,
        connection_retries=None,  # with a number it gives up for good after a few seconds of a refused connection
        retry_delay=1,
        request_retries=request_retries,
        flood_sleep_threshold=0,
        raise_last_call_error=True,
        catch_up=catch_up,
        sequential_updates=in_sequence,
        device_model="Dzherelo",
        app_version="1",
    )

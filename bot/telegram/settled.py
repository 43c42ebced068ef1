"""Where the bot account stands: its pts, by which it catches up after a restart.

Telethon saves its own once a minute and when it disconnects, whether or not what came was stored. Private parts of
Telethon are read here, as in `inside`; it is pinned for their sake.
"""

import logging
from datetime import UTC, datetime
from typing import Any

from telethon import types
from telethon._updates.messagebox import ENTRY_ACCOUNT, MessageBox

log = logging.getLogger(__name__)


def start_from(session: Any, pts: int | None) -> bool:
    """Lower a session's account state to a pts where it is beyond it or empty; whether there is one to catch up from.

    Telethon empties it when it is stopped before it could connect. A session that never signed in has nothing to
    catch up; asked to, Telethon would end the connection.
    """
    if not _signed_in(session):
        return False
    state: Any = dict(session.get_update_states()).get(0)
    known = state is not None and state.pts > 0
    if pts is None or (known and state.pts <= pts):
        return known
    at = state.date if known else datetime.now(UTC)
    qts, seq = (state.qts, state.seq) if known else (0, 0)
    session.set_update_state(0, types.updates.State(pts, qts, at, seq, unread_count=0))
    session.save()
    return True


async def remember(client: Any) -> None:
    """Save who has signed in and where they stand, which Telethon does after a minute: a crash may come sooner."""
    await client._save_states_and_entities()  # noqa: SLF001
    client.session.save()


def reached(client: Any) -> int | None:
    """The account's pts up to which everything was handed to the handlers; None where that is not known.

    It is exact for a client that dispatches in sequence to handlers that wait for nothing: then nobody else runs
    between the step of the pts and the handler.
    """
    if not client.is_connected() or not client._mb_entity_cache.self_id:  # noqa: SLF001
        return None
    state = client._message_box.map.get(ENTRY_ACCOUNT)  # noqa: SLF001
    return state.pts if state is not None and state.pts > 0 else None


def report_too_long(client: Any) -> None:
    """Have operators told when Telegram will not say what was missed. To be called before the client connects."""
    client._message_box = _LoudBox(client._log["messagebox"])  # noqa: SLF001


class _LoudBox(MessageBox):  # type: ignore[misc]  # Telethon has no types
    """Telethon goes on from the present in silence; this one says so."""

    __slots__ = ()

    def apply_difference(self, diff: Any, chat_hashes: Any) -> Any:
        if isinstance(diff, types.updates.DifferenceTooLong):
            log.error("requests_missed", extra={"from_pts": self.map[ENTRY_ACCOUNT].pts, "to_pts": diff.pts})
        return super().apply_difference(diff, chat_hashes)


def _signed_in(session: Any) -> bool:
    try:
        session.get_input_entity(0)  # Telethon keeps the account itself under this id
    except ValueError:
        return False
    return True

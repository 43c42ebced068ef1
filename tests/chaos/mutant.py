"""The application without one of its safeguards: `python mutant.py NAME run …`, as the child of a chaos run."""

import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import bot.desk.answering
import bot.outbox
import storage.sqlite.entering
import storage.sqlite.ingest
import storage.sqlite.migrate
from bot.__main__ import main
from bot.comparer import Comparer
from bot.telegram import settled
from bot.telegram.link import Link
from bot.watcher import Watcher

UNIQUE_POSTS = ", -- of an album: the message that carries the text\n    UNIQUE (channel_id, message_id)"


def no_catch_up_after_a_reconnect() -> None:
    Link._follow_reconnects = lambda _: None  # type: ignore[method-assign]


def no_catch_up_after_a_start() -> None:
    async def nothing(self: Watcher, channel: Any, identity: Any) -> Any:
        if channel.seeded_at is None:
            return await caught_up(self, channel, identity)
        return channel

    caught_up = Watcher._catch_up
    Watcher._catch_up = nothing  # type: ignore[method-assign]
    no_comparison()


def no_comparison() -> None:
    async def nothing(self: Comparer) -> int:
        return 0

    Comparer.compare_due = nothing  # type: ignore[method-assign]


def any_random_id() -> None:
    for module in (bot.outbox, bot.desk.answering):
        module.random_id = lambda *_, **__: random.getrandbits(63)  # type: ignore[attr-defined]


def mark_before_the_send() -> None:
    put = bot.outbox.Outbox._put

    async def marked(self: Any, alert: Any, message: Any) -> int:
        if alert.message_id is None:
            await self.store.alerts.shown(alert, message_id=1, at=self.now())
        return await put(self, alert, message)

    bot.outbox.Outbox._put = marked  # type: ignore[method-assign]


def no_idempotent_insert() -> None:
    """Neither the ledger is asked nor does the schema forbid a message twice."""
    apply = storage.sqlite.migrate._apply
    folder = Path(tempfile.mkdtemp())

    def loosened(db: Any, number: int, script: Path) -> None:
        copy = folder / script.name
        copy.write_text(script.read_text().replace(UNIQUE_POSTS, ""))
        apply(db, number, copy)

    def marked(db: Any, messages: Any) -> None:
        for message in messages:
            with suppress(sqlite3.IntegrityError):
                mark(db, [message])

    mark = storage.sqlite.entering._mark
    storage.sqlite.entering._mark = marked
    storage.sqlite.ingest._not_held = lambda _, posts: posts
    storage.sqlite.migrate._apply = loosened


def requests_are_not_caught_up() -> None:
    settled.start_from = lambda *_: False  # type: ignore[assignment]


MUTATIONS: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        no_catch_up_after_a_reconnect,
        no_catch_up_after_a_start,
        no_comparison,
        any_random_id,
        mark_before_the_send,
        no_idempotent_insert,
        requests_are_not_caught_up,
    )
}

if __name__ == "__main__":
    MUTATIONS[sys.argv[1]]()
    sys.exit(main(sys.argv[2:]))

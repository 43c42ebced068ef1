"""Whether we see what the channels post. Editors are told when we do not, and again when it is over.

All of it follows from one remembered moment: when watching last worked.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.bell import Bells
from bot.blindness import WATCHING
from storage.api import Store
from storage.records import Notice, NoticeKind, Role

log = logging.getLogger(__name__)

BLIND_AFTER = timedelta(minutes=1)
HELD_AT_MOST = timedelta(minutes=5)  # alerts of what was posted while we did not see


class Watching(Protocol):
    """What watches, as one."""

    @property
    def is_complete(self) -> bool:
        """Whether every channel that we know how to watch is followed."""

    @property
    def found(self) -> int:
        """Posts that no push told of."""

    @property
    def followed(self) -> int:
        """How many channels are seen in any case, while others are not."""


class Eye(Protocol):
    """An account that can say whether Telegram answers it."""

    async def alive(self) -> bool:
        """Whether it does now. Raises SessionDead where it never will again."""


@dataclass(slots=True)
class Sight:
    """Looks, remembers, and tells."""

    store: Store
    eye: Eye
    watcher: Watching
    bells: Bells
    now: Callable[[], datetime]
    _followed: int = 0  # channels that were seen throughout, while others were not

    async def look(self) -> None:
        """Look once. Telling is safe to repeat: a notice of one time of blindness goes to each person once."""
        sees = await self.eye.alive() and self.watcher.is_complete
        last = await self.store.marks.get(WATCHING)
        now = self.now()
        is_long = last is not None and now - last > BLIND_AFTER
        if not sees:
            self._followed = self.watcher.followed
        if last is not None and is_long:
            await self._tell(last, now, sees=sees)
        # what is missing after so long is told of later; what is there must not wait for it
        held_before = None if sees else now - HELD_AT_MOST
        if await self.store.alerts.sum_up(held_before=held_before, at=now):
            self.bells.outbox.ring()
        if sees:
            await self.store.marks.put(WATCHING, now)

    async def _tell(self, since: datetime, now: datetime, *, sees: bool) -> None:
        recovered = self.watcher.found if sees else None
        if await tell(self.store, since=since, now=now, recovered=recovered, followed=self._followed):
            self.bells.outbox.ring()


async def tell_gone(store: Store, *, now: datetime) -> None:
    """The account is gone for good: editors are told at once."""
    await tell(store, since=await store.marks.get(WATCHING) or now, now=now, recovered=None)


async def tell(store: Store, *, since: datetime, now: datetime, recovered: int | None, followed: int = 0) -> int:
    """Tell editors that we do not see (None), or see again and recovered so many posts; returns how many are told.

    `followed`: how many channels were seen all the same.
    """
    kind = NoticeKind.BLIND if recovered is None else NoticeKind.SIGHTED
    data: dict[str, str | int] = {"since": since.isoformat(), "until": now.isoformat()}
    if recovered is not None:
        data["recovered"] = recovered
    if followed:
        data["followed"] = followed
    told = await store.alerts.notify(
        Notice(kind=kind, key=f"{kind}|{since.isoformat()}", data=data), role=Role.EDITOR, at=now
    )
    if told:
        log.warning("sight_changed", extra={"kind": kind.value, "since": since.isoformat(), "recovered": recovered})
    return told

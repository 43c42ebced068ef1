"""Channels against their ledgers: what no push told is found here, lost posts, edits and deletions.

Those of a time when nobody listened are among them: edits and deletions stand in no history.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import ChannelError, ChannelWait
from bot.incoming import Incoming, Source
from bot.keeper import Keeper
from storage.api import Store
from storage.records import Access, Channel, Held

log = logging.getLogger(__name__)

COMPARED = 100  # messages of a page
LOOKED_BACK = 10_000  # message ids, for holes


@dataclass(slots=True)
class _Plan:
    channel: Channel
    access: Access
    due_at: datetime
    compared_at: datetime | None = None
    known_to: int = 0  # of all ids up to here we know what they are


@dataclass(slots=True)
class Comparer:
    """Compares each channel that is expected, again and again. After a restart every channel is expected anew."""

    store: Store
    source: Source
    keeper: Keeper
    now: Callable[[], datetime]
    every: timedelta
    found: int = 0  # posts that no push told of
    _plans: dict[int, _Plan] = field(default_factory=dict)  # by numeric id

    def expect(self, channel: Channel, access: Access) -> None:
        """Compare a channel now, and from then on."""
        known = self._plans.get(access.telegram_id)
        since, known_to = (known.compared_at, known.known_to) if known else (None, 0)
        self._plans[access.telegram_id] = _Plan(channel, access, self.now(), compared_at=since, known_to=known_to)

    def forget(self, telegram_id: int) -> None:
        """Compare a channel no more."""
        self._plans.pop(telegram_id, None)

    async def compare_due(self) -> int:
        """Compare the channel that has waited longest; 0 where none is due."""
        now = self.now()
        due = [plan for plan in self._plans.values() if plan.due_at <= now]
        if not due:
            return 0
        plan = min(due, key=lambda each: each.due_at)
        plan.due_at = now + self.every
        try:
            await self._compare(plan)
        except ChannelWait as wait:
            log.warning("comparing_put_off", extra={"seconds": wait.seconds})
            for each in self._plans.values():
                each.due_at = max(each.due_at, now + timedelta(seconds=wait.seconds))
        except (ChannelError, OSError) as error:
            log.warning("comparing_failed", extra={"channel": plan.channel.title, "error": str(error)})
        return 1

    async def _compare(self, plan: _Plan) -> None:
        started = self.now()
        known = await self.store.channels.get(plan.channel.id) or plan.channel
        held: dict[int, Held] = {}
        page: list[Incoming] = []
        last_known = known.newest_message_id
        while True:
            before = page[0].message_id if page else None
            last = before - 1 if before else known.newest_message_id
            older = await self.source.latest(plan.access, limit=COMPARED, before=before)
            is_whole = len(older) < COMPARED or older[0].message_id <= known.seeded_from
            first = known.seeded_from if is_whole else older[0].message_id
            held |= await self.store.posts.held(known.id, first=first, last=last)
            page = [*(message for message in older if message.message_id >= known.seeded_from), *page]
            if is_whole or first in held:
                break  # what lies before a message that is held was whole when that was stored
        self.found += await self.keeper.settle(known, page, held, since=plan.compared_at)
        await self._read(known, first=first, last=max([last_known, *(message.message_id for message in page)]))
        plan.compared_at = started
        await self._look_into_holes(plan, known)

    async def _look_into_holes(self, plan: _Plan, known: Channel) -> None:
        """Read the newest place of which the ledger knows nothing; while there are more, the channel is due again."""
        last = known.newest_message_id
        first = max(known.seeded_from, 1, plan.known_to + 1, last - LOOKED_BACK)
        holes = await self.store.ledger.unknown(known.id, first=first, last=last, limit=1)
        if not holes:
            plan.known_to = last
            return
        hole_first, hole_last = holes[0]
        page = await self.source.latest(plan.access, limit=COMPARED, before=hole_last + 1)
        page = [message for message in page if message.message_id >= hole_first]
        page_first = page[0].message_id if len(page) == COMPARED else hole_first
        held = await self.store.posts.held(known.id, first=page_first, last=hole_last)
        self.found += await self.keeper.settle(known, page, held, since=plan.compared_at)
        await self._read(known, first=page_first, last=hole_last)
        plan.due_at = self.now()

    async def _read(self, known: Channel, *, first: int, last: int) -> None:
        await self.store.ledger.read(known.id, first=max(first, 1), last=last)

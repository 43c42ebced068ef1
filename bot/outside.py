"""The second path: alerts that leave by Apprise (mail, Slack, webhooks and so on) for those who are not on Telegram,
and for the desk where the bot itself can deliver nothing.

The same alerts, the same outbox. One guarantee cannot be the same: no mail server knows a message that it was given
before, so what was on its way when the process died is sent once more, and says so. Nothing is left out.
https://github.com/caronc/apprise
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bell import Bells
from bot.errors import Wait
from bot.message import Message, cut, spelt_out
from bot.outbox import send_due
from bot.pace import Pace
from bot.texts.catalogues import words
from config.outside import OutsideEntry
from config.settings import Pace as Rates
from config.settings import SettingsError
from storage.api import Marks, Store
from storage.records import Addressee

if TYPE_CHECKING:
    from apprise import Apprise

log = logging.getLogger(__name__)

UNDELIVERED_AFTER = timedelta(minutes=3)
AGAIN_SECONDS = 60
TITLE_LIMIT = 120
RATES = Rates(per_second=2, per_chat_per_second=1, per_group_per_minute=30)  # what mail servers bear


def addressees(entries: Sequence[OutsideEntry], *, language: str, timezone: str) -> list[Addressee]:
    """The entries of outside.toml as records."""
    return [
        Addressee(
            name=entry.name,
            language=entry.language or language,
            timezone=timezone,
            only_undelivered=entry.when == "undelivered",
        )
        for entry in entries
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where the alerts of one addressee go."""

    language: str
    service: "Apprise"


def ways(entries: Sequence[OutsideEntry], known: Sequence[Addressee]) -> dict[int, Way]:
    """A way for each addressee, by their number. Raises SettingsError."""
    from apprise import Apprise  # noqa: PLC0415 - a fifth of a second, for those who have addressees

    found: dict[int, Way] = {}
    for entry, addressee in zip(entries, known, strict=True):
        service = Apprise()
        if not service.add(entry.address):
            raise SettingsError([f"outside.toml, {entry.name}: its variable holds no address that Apprise knows"])
        found[addressee.id] = Way(language=addressee.language, service=service)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSender:
    """`bot.message.Sender`. A message is sent and never changed: what changes later is seen in Telegram."""

    ways: Mapping[int, Way]
    marks: Marks
    now: Callable[[], datetime]

    async def send(
        self,
        chat_id: int,
        message: Message,
        *,
        random_id: int,
        reply_to: int | None = None,  # noqa: ARG002
        topic: int | None = None,  # noqa: ARG002
    ) -> int:
        """Send; where the process died over it before, with a word that it may be a second time. Raises Wait."""
        way, mark = self.ways[chat_id], f"outside|{random_id}"
        is_again = await self.marks.get(mark) is not None
        await self.marks.put(mark, self.now())
        title, _, body = spelt_out(message).partition("\n")
        if is_again:
            _ = words(way.language).gettext
            body = "\n".join((_("Perhaps for the second time"), body))
        if not await way.service.async_notify(title=cut(title, TITLE_LIMIT), body=body or title):
            await self.marks.drop(mark)  # nothing went out, for certain
            log.warning("outside_failed", extra={"person": chat_id})
            raise Wait(AGAIN_SECONDS, only_this_chat=True)
        return 1

    async def edit(self, chat_id: int, message_id: int, message: Message, *, picture: Path | None = None) -> None:
        """Nothing that has left can be changed."""


async def tell_outside(
    store: Store,
    bells: Bells,
    entries: Sequence[OutsideEntry],
    *,
    language: str,
    timezone: str,
    secret: bytes,
    now: Callable[[], datetime],
) -> None:
    """Send what the addressees are to hear, until closing. Whatever befalls the bot, this goes on."""
    known = addressees(entries, language=language, timezone=timezone)
    found = ways(entries, known) if known else {}
    await store.outside.bring_in(known, at=now())
    if not known:
        return
    sender = OutsideSender(ways=found, marks=store.marks, now=now)
    rung = bells.outbox.echo()
    send = partial(send_due, store, sender, Pace(RATES), now=now, secret=secret, outside=True, again_in=rung.ring_in)

    async def look() -> None:
        if await fall_back(store, now=now):
            rung.ring()

    async with asyncio.TaskGroup() as group:
        group.create_task(bells.keep(send, rung))
        group.create_task(bells.repeat(look, bells.outside))


async def fall_back(store: Store, *, now: Callable[[], datetime]) -> int:
    """Alert those who hear of the undelivered alone; returns how many alerts were made."""
    made = await store.outside.fall_back(before=now() - UNDELIVERED_AFTER, at=now())
    if made:
        log.warning("told_outside", extra={"alerts": made})
    return made

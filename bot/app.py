"""Where everything is wired, in the order in which a post flows from its channel to an editor.

Four lines run side by side and meet only in storage; each holds what it needs of the outside world:
`watch` the accounts that follow channels, `_read` the web, `_talk` the bot, `_tell_outside` mail and the like.
Bells only say "look now".
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.alerts.key import secret_for
from bot.bell import Bells
from bot.charts.drawer import Drawer
from bot.claims import Claims
from bot.desk.answering import answer_due
from bot.desk.requests import Desk
from bot.desk.weighings import Weighings, weighings_by
from bot.digest import Digests
from bot.errors import FatalError
from bot.farewell import Farewell, Trouble
from bot.feeds import fetch_due, poll_due
from bot.held import HeldBack
from bot.intake import Intake
from bot.jobs import ringing
from bot.lanes import first_of
from bot.language import search_keys
from bot.lists import bring_in
from bot.matcher import match_due
from bot.meaning.choosing import Standing, chosen
from bot.meaning.opening import Opened, opened
from bot.menus import MenuSetter
from bot.outbox import send_due
from bot.outside import tell_outside
from bot.pace import Pace
from bot.reviewing import Escalation, Reviewer
from bot.shelf import Shelf
from bot.telegram.accounts import Bot, bot_account
from bot.timekeeping import Timekeeper
from bot.waits import Waits
from bot.watching import watch
from bot.web.addresses import canonical
from bot.web.client import WebClient
from bot.weigher import weigher_of
from config.outside import OutsideEntry
from config.settings import Settings
from storage.api import Store
from storage.errors import StorageError
from storage.lock import hold
from storage.opening import folder_of, open_store
from storage.records import PersonId

log = logging.getLogger(__name__)

LOCK_WAIT_SECONDS = 60
GRACE_SECONDS = 3  # for what is in hand when the process is asked to stop

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of everything but tests."""
    return datetime.now(UTC)


async def run(
    settings: Settings,
    stop: asyncio.Event,
    *,
    outside: Sequence[OutsideEntry] = (),
    now: Clock = utc_now,
    lock_wait_seconds: float = LOCK_WAIT_SECONDS,
) -> None:
    """Run until `stop` is set. Raises FatalError or StorageError where the process cannot go on."""
    bells = Bells()
    serving = asyncio.create_task(_serve(settings, outside, bells, now, lock_wait_seconds))
    await _until(stop, serving, bells)
    log.info("stopped")


async def _serve(
    settings: Settings, outside: Sequence[OutsideEntry], bells: Bells, now: Clock, lock_wait_seconds: float
) -> None:
    url = settings.local.database_url
    async with AsyncExitStack() as stack:
        lock = hold(url, wait_seconds=lock_wait_seconds, on_wait=lambda: log.warning("waiting_for_the_lock"))
        await stack.enter_async_context(lock)  # before Telegram is touched
        store = await stack.enter_async_context(open_store(url))
        await bring_in(store, settings.local.config_dir, at=now())
        await _name_owner(store, settings, now)
        await asyncio.to_thread(search_keys, "Джерело")  # loads the dictionaries, beside the loop
        await stack.enter_async_context(ringing(bells))
        await _lines(settings, outside, store, bells, now)


async def _lines(settings: Settings, outside: Sequence[OutsideEntry], store: Store, bells: Bells, now: Clock) -> None:
    trouble, timekeeper = Trouble(), Timekeeper(store=store, now=now)
    encoder = opened(chosen(settings.encoder), store.vectors, now=now)
    await timekeeper.begin()
    try:
        async with encoder as meaning, asyncio.TaskGroup() as group:
            watching = group.create_task(trouble.noting(watch(settings, store, bells, _shelf(settings), now)))
            group.create_task(trouble.noting(_read(settings, store, bells, now, meaning)))
            group.create_task(_talk(settings, store, bells, now, trouble, meaning=meaning))
            group.create_task(trouble.noting(bells.repeat(timekeeper.look, bells.clock)))
            group.create_task(trouble.noting(_tell_outside(settings, outside, store, bells, now)))
    except ExceptionGroup as errors:
        known = errors.subgroup((FatalError, StorageError))  # what a person can mend, whatever else it broke
        if known is None:
            raise
        raise first_of(known) from errors
    if ended := watching.result():
        raise first_of(ended)


async def _read(settings: Settings, store: Store, bells: Bells, now: Clock, meaning: Opened) -> None:
    """News sites → storage; posts and articles → verdicts, in one pass or two."""
    client = WebClient(allow_loopback=settings.fetch_loopback, zone=settings.local.timezone)
    weigher = weigher_of(meaning, store, bells, now=now)
    async with client as web, asyncio.TaskGroup() as group:
        group.create_task(bells.keep(partial(poll_due, store, web, bells, now=now), bells.feeds))
        group.create_task(bells.keep(partial(fetch_due, store, web, bells, now=now), bells.articles))
        match = partial(match_due, store, bells, now=now, doubting=weigher is not None)
        group.create_task(bells.keep(match, bells.matcher))
        reviewer = Reviewer(store=store, bells=bells, now=now)
        group.create_task(bells.keep(reviewer.review_due, bells.reviews))
        if weigher is not None:
            group.create_task(bells.keep(weigher.weigh_due, bells.weigher))


async def _talk(
    settings: Settings, store: Store, bells: Bells, now: Clock, trouble: Trouble, *, meaning: Opened
) -> None:
    """Storage → editors; editors, reporters and operators → storage."""
    folder = folder_of(settings.local.database_url) or Path("data")
    account = bot_account(
        settings.application,
        settings.accounts.bot_token,
        folder,
        pts=await store.requests.pts(),
        arrived=bells.chat.ring,
    )
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(account)
        secret = secret_for(bot.id, settings.application.api_hash)
        await stack.enter_async_context(_farewell(settings, store, bot, now, trouble=trouble, secret=secret).said())
        near = partial(meaning.meanings.near, keep=False) if meaning.meanings else None
        weighings = await stack.enter_async_context(weighings_by(near))
        group = await stack.enter_async_context(asyncio.TaskGroup())
        pace = Pace(settings.pace)
        desk = _desk(settings, bot, bells, meaning.standing, weighings, secret=secret, pace=pace)
        intake = Intake(store=store, chat=bot.chat, sender=bot.sender, desk=desk, bells=bells, now=now)
        menus = MenuSetter(store=store, menus=bot.chat)
        group.create_task(bells.keep(intake.take_due, bells.chat))
        group.create_task(bells.keep(partial(answer_due, store, bot.sender, desk, now=now), bells.desk))
        send = partial(send_due, store, bot.sender, pace, now=now, secret=secret, shelf=_shelf(settings))
        group.create_task(bells.keep(partial(send, again_in=bells.outbox.ring_in), bells.outbox))
        group.create_task(_by_the_clock(settings, store, bells, now))
        group.create_task(bells.repeat(menus.set_due, bells.menus))
        group.create_task(bells.repeat(bot.link.alive, bells.link))


def _farewell(settings: Settings, store: Store, bot: Bot, now: Clock, *, trouble: Trouble, secret: bytes) -> Farewell:
    return Farewell(
        trouble=trouble,
        store=store,
        sender=bot.sender,
        secret=secret,
        owner=PersonId(settings.accounts.owner_id),
        language=settings.local.language,
        now=now,
    )


def _desk(
    settings: Settings,
    bot: Bot,
    bells: Bells,
    meaning: Standing,
    weighings: Weighings | None,
    *,
    secret: bytes,
    pace: Pace,
) -> Desk:
    return Desk(
        bot_username=bot.username,
        secret=secret,
        bells=bells,
        pace=pace,
        timezone=settings.local.timezone.key,
        language=settings.local.language,
        canonical=canonical,
        drawer=Drawer(_shelf(settings)),
        shelf=_shelf(settings),
        meaning=meaning,
        weighings=weighings,
    )


async def _by_the_clock(settings: Settings, store: Store, bells: Bells, now: Clock) -> None:
    """What comes due by time alone."""
    digests = Digests(store=store, bells=bells, now=now, times=settings.digest_at, timezone=settings.local.timezone)
    claims = Claims(store=store, bells=bells, now=now, lasting=settings.claims_last)
    waits, held = Waits(store=store, bells=bells, now=now), HeldBack(store=store, bells=bells, now=now)
    escalation = Escalation(store=store, bells=bells, now=now, after=settings.escalated_after)
    async with asyncio.TaskGroup() as group:
        group.create_task(bells.repeat(digests.look, bells.digest))
        group.create_task(bells.repeat(claims.look, bells.claims))
        group.create_task(bells.repeat(waits.look, bells.waits))
        group.create_task(bells.repeat(escalation.look, bells.escalation))
        group.create_task(bells.repeat(held.look, bells.quiet))


async def _tell_outside(
    settings: Settings, outside: Sequence[OutsideEntry], store: Store, bells: Bells, now: Clock
) -> None:
    """Storage → those who are not on Telegram."""
    local, secret = settings.local, secret_for(0, settings.application.api_hash)
    zone = local.timezone.key
    await tell_outside(store, bells, outside, language=local.language, timezone=zone, secret=secret, now=now)


def _shelf(settings: Settings) -> Shelf:
    return Shelf((folder_of(settings.local.database_url) or Path("data")) / "media")


async def _name_owner(store: Store, settings: Settings, now: Clock) -> None:
    """The settings alone make an owner; what they chose for themselves stays."""
    owner = PersonId(settings.accounts.owner_id)
    await store.people.own(
        owner, name=str(owner), language=settings.local.language, timezone=settings.local.timezone.key, at=now()
    )


async def _until(stop: asyncio.Event, serving: asyncio.Task[None], bells: Bells) -> None:
    """Wait for the end by itself, or for `stop`; then let what is in hand finish, but not for ever."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    bells.close()
    try:
        async with asyncio.timeout(GRACE_SECONDS):
            await serving
    except TimeoutError:
        log.warning("stopped_in_hand", extra={"seconds": GRACE_SECONDS})

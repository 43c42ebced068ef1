"""The first of the three lines: channels → storage. Each account that watches has a watcher and layers of its own."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.alerts.audience import Audience
from bot.bell import Bells
from bot.comparer import Comparer
from bot.crew import Crew, Share
from bot.errors import SessionDead
from bot.files import Fetcher
from bot.keeper import Keeper
from bot.lanes import first_of
from bot.prober import Prober
from bot.sharing import Sharing
from bot.shelf import Shelf
from bot.sight import Sight, tell_gone
from bot.telegram.accounts import watching_account
from bot.telegram.source import TelegramSource
from bot.watcher import Watcher
from config.settings import Settings
from storage.api import Store

log = logging.getLogger(__name__)

TELLING_SECONDS = 10
TELLING_LOOKS = 50

Clock = Callable[[], datetime]


async def watch(
    settings: Settings, store: Store, bells: Bells, shelf: Shelf, now: Clock
) -> ExceptionGroup[SessionDead] | None:
    """Watch with every account, as long as one is left. The last one's end is told to editors first: what is returned
    ends the process afterwards.
    """
    ended: ExceptionGroup[SessionDead] | None = None
    sharing = Sharing(store=store, bells=bells, now=now, most=settings.accounts.most_channels)
    sessions = tuple(dict.fromkeys(settings.accounts.sessions))
    crew = Crew(store=store, bells=bells, now=now, sharing=sharing, sessions=sessions)
    await crew.begin()
    audience = Audience()
    await audience.prepare(store)
    fetcher = _fetcher(settings, crew, shelf, now)
    try:
        async with asyncio.TaskGroup() as group:
            for session in sessions:
                group.create_task(_account(settings, session, crew, audience, now))
            group.create_task(bells.keep(partial(_fetch, crew, fetcher), bells.files))
            group.create_task(bells.repeat(fetcher.clear, bells.clearing))
    except* SessionDead as dead:
        await tell_gone(store, now=now())
        await _heard(store, bells, now)
        bells.close()
        ended = dead
    return ended


async def _account(settings: Settings, session: str, crew: Crew, audience: Audience, now: Clock) -> None:
    """One account, as long as its session lives. Then the others take over, where there are any."""
    arrivals = crew.bells.arrivals.echo()
    try:
        async with watching_account(settings.application, session, arrived=arrivals.ring) as source:
            hand = await crew.join(session, source)
            if hand is None:
                return
            watcher = watcher_of(settings, source, crew, audience, now)
            hand.watching = watcher
            sight = Sight(store=crew.store, eye=crew, watcher=crew, bells=crew.bells, now=now)
            bells = crew.bells
            async with asyncio.TaskGroup() as group:
                group.create_task(bells.keep(watcher.store_due, arrivals))
                group.create_task(bells.keep(watcher.follow_due, bells.channels.echo()))
                group.create_task(bells.keep(watcher.prober.probe_due, bells.probe.echo()))
                group.create_task(bells.keep(watcher.comparer.compare_due, bells.compare.echo()))
                group.create_task(bells.repeat(partial(crew.look, hand, sight.look), bells.sight.echo()))
    except* SessionDead as dead:
        await crew.lost(session, first_of(dead))


def watcher_of(settings: Settings, source: TelegramSource, crew: Crew, audience: Audience, now: Clock) -> Watcher:
    """The watcher of one account, with its layers."""
    keeper = Keeper(
        store=crew.store, audience=audience, bells=crew.bells, now=now, summary_after=settings.summary_after
    )
    every = timedelta(seconds=settings.reconcile_seconds)
    comparer = Comparer(store=crew.store, source=source, keeper=keeper, now=now, every=every)
    probe = timedelta(seconds=settings.probe_seconds)
    prober = Prober(source=source, keeper=keeper, comparer=comparer, now=now, every=probe)
    watcher = Watcher(
        store=crew.store,
        share=Share(crew, source.account),
        source=source,
        keeper=keeper,
        comparer=comparer,
        prober=prober,
        bells=crew.bells,
        now=now,
    )
    prober.on_lost = watcher.lost
    source.link.on_reconnect = watcher.interrupted
    return watcher


async def _fetch(crew: Crew, fetcher: Fetcher) -> int:
    return await fetcher.fetch_due() if crew.hands else 0


def _fetcher(settings: Settings, crew: Crew, shelf: Shelf, now: Clock) -> Fetcher:
    return Fetcher(
        store=crew.store,
        source=crew,
        shelf=shelf,
        bells=crew.bells,
        now=now,
        most_bytes=settings.files.most_mb * 1024 * 1024,
        keep=timedelta(days=settings.files.keep_days),
    )


async def _heard(store: Store, bells: Bells, now: Clock) -> None:
    """Give the bot some seconds to tell people what they must hear before the process ends."""
    for _ in range(TELLING_LOOKS):
        bells.outbox.ring()
        if not any(alert.notice for alert in await store.alerts.due(now(), limit=50)):
            return
        await asyncio.sleep(TELLING_SECONDS / TELLING_LOOKS)

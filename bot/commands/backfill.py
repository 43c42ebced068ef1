"""`backfill`: store what channels published before they were watched. It goes on where it was stopped."""

import argparse
import asyncio
import os
from contextlib import AsyncExitStack
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING

from bot.commands.ending import ENV_FILE, say
from bot.errors import EXIT_NOT_ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress, ProgressColumn, TaskID

    from bot.incoming import Incoming
    from bot.telegram.source import TelegramSource
    from config.settings import Settings
    from storage.api import Store
    from storage.records import Channel


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which channels, and how far back."""
    parser.add_argument("channels", nargs="*", metavar="channel", help="@name, link or numeric id; all by default")
    parser.add_argument("--since", type=a_date, metavar="YYYY-MM-DD", help="how far back; to the beginning by default")
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")


def a_date(text: str) -> date:
    """A day of the calendar, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a date such as 2026-11-30 is expected, not {text!r}") from None


def run(args: argparse.Namespace) -> int:
    """Store the past of channels, alerting nobody; 8 where not all could be stored.

    Stop the running instance first: an account serves one program.
    """
    from pathlib import Path

    from config.log import set_up_logging
    from config.settings import environment, read_settings

    settings = read_settings(environment(Path(args.env), os.environ))
    set_up_logging(
        level="WARNING",
        form=settings.local.log_format,
        secrets=(*settings.accounts.sessions, settings.accounts.bot_token, settings.application.api_hash),
    )
    since = args.since and beginning(args.since, settings.local.timezone)
    return asyncio.run(_backfill(settings, args.channels, since))


def beginning(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time.min, zone)


async def _backfill(settings: "Settings", names: "Sequence[str]", since: datetime | None) -> int:
    from rich.console import Console
    from rich.progress import Progress

    from bot.telegram.accounts import watching_account
    from storage.lock import hold
    from storage.opening import open_store

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(hold(settings.local.database_url, wait_seconds=0))
        store = await stack.enter_async_context(open_store(settings.local.database_url))
        channels, unknown = await _named(store, names)
        for name in unknown:
            say(f"{name} is not among the watched channels. Add it to channels.toml or with /watch, and run once.")
        if not channels and not unknown:
            say("No channel has been watched yet. Run once, so that those of channels.toml are joined.")
        if not channels:
            return EXIT_NOT_ALL
        account = watching_account(settings.application, settings.accounts.sessions[0], arrived=lambda: None)
        source = await stack.enter_async_context(account)
        progress = stack.enter_context(Progress(*_columns(), console=Console(stderr=True)))
        done = [await _one(store, source, channel, since, progress) for channel in channels]
    return EXIT_NOT_ALL if unknown or not all(done) else 0


async def _named(store: "Store", names: "Sequence[str]") -> "tuple[list[Channel], list[str]]":
    from config.links import channel_name

    if not names:
        return [channel for channel in await store.channels.all() if channel.seeded_at is not None], []
    found, unknown = [], []
    for name in names:
        link = channel_name(name)
        channel = await store.channels.find((link and (link.username or link.invite)) or name)
        if channel is None or channel.seeded_at is None:
            unknown.append(name)
        else:
            found.append(channel)
    return found, unknown


async def _one(
    store: "Store", source: "TelegramSource", channel: "Channel", since: datetime | None, progress: "Progress"
) -> bool:
    """One channel with its bar; whether it could be read."""
    from bot.alerts.audience import Audience
    from bot.app import utc_now
    from bot.backfiller import Backfiller
    from bot.bell import Bells
    from bot.errors import ChannelError
    from bot.keeper import Keeper

    access = (await store.channels.access(source.account)).get(channel.id)
    if access is None:
        say(f"{channel.title}: this account has not reached it yet. Run once, so that it is joined.")
        return False
    bar = progress.add_task(channel.title, total=max(channel.seeded_from - 1, 0), posts=0, told="")
    keeper = Keeper(store=store, audience=Audience(), bells=Bells(), now=utc_now)
    backfiller = Backfiller(
        source=source, keeper=keeper, report=lambda page: _advance(progress, bar, channel.seeded_from, page)
    )
    try:
        await backfiller.backfill(channel, access, since=since)
    except (ChannelError, OSError) as error:
        say(f"{channel.title}: {error} What came is stored; the same command goes on from there.")
        return False
    told = progress.tasks[bar].fields["told"] or "there was nothing older to add"
    progress.update(bar, total=1, completed=1, told=told)
    return True


def _columns() -> "tuple[ProgressColumn, ...]":
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn

    words = TextColumn("{task.fields[told]}")
    remaining = TimeRemainingColumn(elapsed_when_finished=True)
    return SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), words, remaining


def _advance(progress: "Progress", bar: "TaskID", first: int, page: "Sequence[Incoming]") -> None:
    posts = int(progress.tasks[bar].fields["posts"]) + sum(not message.is_service for message in page)
    told = f"{posts:,} {'post' if posts == 1 else 'posts'}, back to {page[0].sent_at:%Y-%m-%d}"
    progress.update(bar, completed=first - page[0].message_id, posts=posts, told=told)

"""`ledger`: which messages of each channel are held, and when it was not seen."""

import argparse
import asyncio
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.commands.ending import ENV_FILE, say
from bot.errors import EXIT_NOT_ALL

if TYPE_CHECKING:
    from datetime import datetime

    from bot.alerts.post import Reader
    from config.settings import Local
    from storage.api import Store
    from storage.records import Channel, ChannelLedger

UNKNOWN_SHOWN = 20  # ranges


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All, or one."""
    parser.add_argument(
        "channel", nargs="?", help="@name, link or numeric id: also what is unknown, and each time it was not seen"
    )
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object; its times are UTC")


def run(args: argparse.Namespace) -> int:
    """Show it; 8 where there is no such channel. It only reads, so it may be called beside the running instance."""
    from pathlib import Path

    from config.settings import environment, read_local

    return asyncio.run(_run(read_local(environment(Path(args.env), os.environ)), args))


async def _run(local: "Local", args: argparse.Namespace) -> int:
    from bot.alerts.post import Reader
    from bot.app import utc_now
    from bot.blindness import WATCHING, last_seen
    from storage.opening import read_store

    async with read_store(local.database_url) as store:
        channels = await _named(store, args.channel)
        if not channels and args.channel is not None:
            say(f"{args.channel} is not among the channels that are or were watched.")
            return EXIT_NOT_ALL
        ids = [channel.id for channel in channels]
        seen_at, ledgers = await last_seen(store, ids), await store.ledger.of(ids)
        pairs = list(zip(channels, ledgers, strict=True))
        if args.json:
            _print_json([await _row(store, *pair) for pair in pairs], await store.marks.get(WATCHING))
            return 0
        reader = Reader(language=local.language, timezone=local.timezone.key, now=utc_now())
        for channel, ledger in pairs:
            await _show(store, channel, ledger, reader, seen_at[channel.id], at_length=args.channel is not None)
    return 0


async def _named(store: "Store", name: str | None) -> "Sequence[Channel]":
    from config.links import channel_name

    if name is None:
        return await store.channels.all()
    link = channel_name(name)
    found = await store.channels.find((link and (link.username or link.invite)) or name)
    return [] if found is None else [found]


async def _unknown(store: "Store", ledger: "ChannelLedger") -> list[tuple[int, int]]:
    if not ledger.unknown:
        return []
    found = await store.ledger.unknown(ledger.channel_id, first=ledger.first, last=ledger.last, limit=UNKNOWN_SHOWN)
    return sorted(found)


async def _show(
    store: "Store",
    channel: "Channel",
    ledger: "ChannelLedger",
    reader: "Reader",
    seen_at: "datetime | None",
    *,
    at_length: bool,
) -> None:
    from bot.alerts.ledger import blindness_text, ledger_line

    name = f" @{channel.spec.username}" if channel.spec.username else ""
    print(f"{channel.title}{name}\n  {ledger_line(ledger, reader, seen_at=seen_at)}")
    if not at_length:
        return
    if ranges := await _unknown(store, ledger):
        shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
        print("  " + reader.words.gettext("unknown: {ids}").format(ids=shown))
    for blind in ledger.blindness:
        print("  • " + blindness_text(blind, reader, with_cause=True))


async def _row(store: "Store", channel: "Channel", ledger: "ChannelLedger") -> dict[str, Any]:
    return {
        "title": channel.title,
        "username": channel.spec.username,
        "telegram_id": channel.telegram_id,
        "first": ledger.first,
        "last": ledger.last,
        "held": ledger.held,
        "deleted": ledger.deleted,
        "service": ledger.service,
        "absent": ledger.absent,
        "unknown": ledger.unknown,
        "unknown_ranges": [list(one) for one in await _unknown(store, ledger)],
        "blind": [
            {
                "since": blind.since.isoformat(),
                "until": blind.until.isoformat() if blind.until else None,
                "cause": blind.cause.value,
                "recovered": blind.recovered,
            }
            for blind in ledger.blindness
        ],
    }


def _print_json(rows: Sequence[dict[str, Any]], seen_at: "datetime | None") -> None:
    seen = seen_at.isoformat() if seen_at else None
    print(json.dumps({"watching_worked_at": seen, "channels": rows}, ensure_ascii=False))

"""`channels`: which channels are watched and how each is; of one, how it presented itself over time."""

import argparse
import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.commands.ending import ENV_FILE, say
from bot.errors import EXIT_NOT_ALL
from config.calling import call

if TYPE_CHECKING:
    from storage.api import Store
    from storage.records import Account, Channel, ChannelId, ProfileSince

    Shares = Mapping[ChannelId, tuple[str, str | None]]  # who follows each channel, and who takes over, by name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All, or one."""
    parser.add_argument("channel", nargs="?", help="@name, link or numeric id: its title, username and photo over time")
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Show them; 8 where there is no such channel. It may be called beside the running instance."""
    from pathlib import Path

    from config.settings import environment, read_local

    return asyncio.run(_run(read_local(environment(Path(args.env), os.environ)).database_url, args))


async def _run(url: str, args: argparse.Namespace) -> int:
    from storage.opening import read_store

    async with read_store(url) as store:
        if args.channel is None:
            return await _all(store, as_json=args.json)
        return await _one(store, args.channel, as_json=args.json)


async def _all(store: "Store", *, as_json: bool) -> int:
    held = await _shares(store)
    rows = [_row(channel, held) for channel in await store.channels.all()]
    accounts = [_account(account) for account in await store.accounts.all()]
    if as_json:
        print(json.dumps({"channels": rows, "accounts": accounts}, ensure_ascii=False))
        return 0
    _show(rows)
    for account in accounts:
        ended = f"; Telegram ended its session {account['lost_at'][:16]} UTC" if account["lost_at"] else ""
        print(f"{account['name']}: follows {account['channels']}, backs {account['backups']}{ended}")
    return 0


async def _shares(store: "Store") -> "Shares":
    names: dict[int | None, str] = {account.id: account.name for account in await store.accounts.all()}
    held = await store.accounts.assignments()
    return {channel: (names[each.account], names.get(each.backup)) for channel, each in held.items()}


def _account(account: "Account") -> dict[str, Any]:
    return {
        "id": account.id,
        "name": account.name,
        "channels": account.channels,
        "backups": account.backups,
        "lost_at": account.lost_at and account.lost_at.isoformat(),
    }


async def _one(store: "Store", name: str, *, as_json: bool) -> int:
    from config.links import channel_name

    link = channel_name(name)
    channel = await store.channels.find((link and (link.username or link.invite)) or name)
    if channel is None:
        say(f"There is no channel {name}. All of them: {call('channels')}")
        return EXIT_NOT_ALL
    row = _row(channel, await _shares(store))
    changes = changes_of(await store.channels.profiles(channel.id))
    if as_json:
        print(json.dumps({**row, "changes": changes}, ensure_ascii=False))
        return 0
    _show([row])
    if row["backup"]:
        print(f"If {row['account']} is lost, {row['backup']} takes over.")
    for change in changes:
        print(f"{change['noticed_at'][:16].replace('T', ' ')} UTC  {change['words']}")
    if not changes:
        print("Its title, username and photo are as they were when it was first watched.")
    return 0


def changes_of(history: "Sequence[ProfileSince]") -> list[dict[str, Any]]:
    """What was new each time, the newest first. Times are UTC."""
    changes = []
    for after, before in pairwise(history):
        new = {
            name: {"from": old, "to": now}
            for name in ("title", "username", "photo")
            if (old := getattr(before.profile, name)) != (now := getattr(after.profile, name))
            and (name, old) != ("photo", None)  # nobody knew it
        }
        words = "; ".join(_in_words(name, **values) for name, values in new.items())
        changes.append({"noticed_at": after.noticed_at.isoformat(), "words": words, **new})
    return changes


def _in_words(name: str, **values: str | int | None) -> str:
    if name == "photo":
        return "new photo" if values["to"] else "no photo any more"
    return f"{name}: {values['from'] or 'none'} → {values['to'] or 'none'}"


def _row(channel: "Channel", held: "Shares") -> dict[str, Any]:
    spec = channel.spec
    account, backup = held.get(channel.id, (None, None))
    return {
        "title": channel.title,
        "username": spec.username,
        "id": channel.telegram_id,
        "tier": spec.tier,
        "mode": spec.mode.value,
        "account": account,
        "backup": backup,
        "state": channel.state.value,
        "error": channel.error,
    }


def _show(rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("channel", "username", "tier", "mode", "account", "state"):
        table.add_column(name)
    for row in rows:
        state = f"{row['state']}: {row['error']}" if row["error"] else row["state"]
        name = f"@{row['username']}" if row["username"] else ""
        table.add_row(
            escape(row["title"]), name, str(row["tier"]), row["mode"], escape(row["account"] or ""), escape(state)
        )
    Console(highlight=False).print(table)

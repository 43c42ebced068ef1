"""`check`: what is wrong with the settings and lists, before an editor finds out."""

import argparse
import asyncio
import json
import os
from collections.abc import Callable, Mapping, Sized
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from bot.commands.ending import ENV_FILE
from bot.errors import EXIT_SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from config.outside import OutsideEntry

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    words: str
    warning: bool = False  # worth a look, but nothing fails because of it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How far to look."""
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")
    parser.add_argument("--online", action="store_true", help="ask the accounts, each channel and each feed too")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Look at everything; 0 where all is well, 3 where something is not."""
    findings = asyncio.run(_look(args))
    if args.json:
        print(json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False))
    else:
        show(findings)
    return 0 if all(finding.ok for finding in findings) else EXIT_SETTINGS


def show(findings: list[Finding]) -> None:
    """The findings as lines."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        mark = "[yellow]![/]" if finding.warning else "[green]✓[/]" if finding.ok else "[red]✗[/]"
        table.add_row(mark, escape(finding.what), escape(finding.words))
    Console(highlight=False).print(table)


async def _look(args: argparse.Namespace) -> list[Finding]:
    from pathlib import Path

    from config.lists import read_channels, read_feeds
    from config.names import Noting, unread
    from config.settings import environment, read_local, read_settings
    from storage.opening import file_of

    env = Noting(environment(Path(args.env), os.environ))
    settings, findings = attempt("settings", lambda: read_settings(env), lambda _: "all there")
    local, _ = attempt("settings", lambda: read_local(env), lambda _: "")
    folder = local.config_dir if local else Path("config")
    channels, of_channels = attempt("channels.toml", lambda: read_channels(folder / "channels.toml"), counted)
    feeds, of_feeds = attempt("feeds.toml", lambda: read_feeds(folder / "feeds.toml"), counted)
    if (folder / "outside.toml").is_file():  # it need not be there
        findings += attempt("outside.toml", lambda: addressees_of(folder / "outside.toml", env), counted)[1]
    strange = unread(environment(Path(args.env), {}), os.environ, env.asked)
    findings += [Finding(what="settings", ok=True, words=words, warning=True) for words in strange]
    if settings is None:  # the environment may hold them all; only where something lacks is the file to blame
        findings += missing(Path(args.env), "cp .env.example .env, and fill it in")
    for name, found in (("channels.toml", of_channels), ("feeds.toml", of_feeds)):
        findings += missing(folder / name, "set CONFIG_DIR, or run it from the project's folder") or found
    if local is not None:
        findings += attempt("database", lambda: file_of(local.database_url), str)[1]
    if settings is not None and local is not None:
        from bot.commands.check_accounts import findings_of_accounts

        findings += [finding async for finding in findings_of_accounts(settings)]
    if args.online and settings is not None:
        from bot.commands.check_online import findings_online

        findings += [finding async for finding in findings_online(settings, channels or [], feeds or [])]
    elif args.online:
        findings.append(Finding(what="online", ok=False, words="not tried: mend the settings first"))
    return findings


def addressees_of(file: "Path", env: Mapping[str, str]) -> "list[OutsideEntry]":
    """Those who hear without Telegram, each with an address that works. Raises SettingsError."""
    from bot.outside import addressees, ways
    from config.outside import read_outside

    entries = read_outside(file, env)
    ways(entries, addressees(entries, language="", timezone=""))
    return entries


def missing(file: "Path", remedy: str) -> list[Finding]:
    """A finding where a file is not there."""
    if file.is_file():
        return []
    return [Finding(what=file.name, ok=False, words=f"there is no {file.absolute()}: {remedy}")]


def counted(entries: Sized) -> str:
    """How many there are."""
    return f"{len(entries)} " + ("entry" if len(entries) == 1 else "entries")


def attempt(what: str, read: Callable[[], T], words: Callable[[Any], str]) -> tuple[T | None, list[Finding]]:
    """Read something; a finding for it, or one for each problem."""
    from config.settings import SettingsError
    from storage.errors import BadDatabaseURL

    try:
        found = read()
    except BadDatabaseURL as error:
        return None, [Finding(what=what, ok=False, words=str(error))]
    except SettingsError as error:
        return None, [Finding(what=what, ok=False, words=problem) for problem in error.problems]
    return found, [Finding(what=what, ok=True, words=words(found))]

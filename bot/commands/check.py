"""`check`: what is wrong with the settings and lists, before an editor finds out."""

import argparse
import asyncio
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.commands.ending import ENV_FILE
from bot.commands.findings import Finding, attempt, missing, show
from bot.errors import EXIT_SETTINGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.commands.check_lists import Lists
    from config.settings import Settings


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


async def _look(args: argparse.Namespace) -> list[Finding]:
    from pathlib import Path

    from bot.commands.check_lists import look_at_lists
    from config.names import Noting, unread
    from config.settings import environment, read_local, read_settings

    env = Noting(environment(Path(args.env), os.environ))
    settings, findings = attempt("settings", lambda: read_settings(env), lambda _: "all there")
    local, _ = attempt("settings", lambda: read_local(env), lambda _: "")
    lists = look_at_lists(local.config_dir if local else Path("config"), env)
    strange = unread(environment(Path(args.env), {}), os.environ, env.asked)
    misnamed = [Finding(what="settings", ok=True, words=words, warning=True) for words in strange]
    if settings is None:  # the cause first: a file that is not there, a name with a slip in it
        findings = [*missing(Path(args.env), "cp .env.example .env, and fill it in"), *misnamed, *findings]
    else:  # the environment may hold them all, and then no file is to blame
        findings += misnamed
    findings += lists.findings
    if local is not None:
        findings += [finding async for finding in _of_database(local.database_url, settings)]
    if settings is not None:
        findings += [finding async for finding in _of_others(settings, lists, online=args.online)]
    elif args.online:
        findings.append(Finding(what="online", ok=False, words="not tried: mend the settings first"))
    return findings


async def _of_database(url: str, settings: "Settings | None") -> "AsyncIterator[Finding]":
    from bot.commands.check_database import findings_of_accounts, look_at_database
    from storage.api import Condition

    condition, findings = look_at_database(url)
    for finding in findings:
        yield finding
    if settings is not None and condition is Condition.CURRENT:
        async for finding in findings_of_accounts(settings):
            yield finding


async def _of_others(settings: "Settings", lists: "Lists", *, online: bool) -> "AsyncIterator[Finding]":
    from bot.commands.check_encoder import finding_of_encoder

    yield await finding_of_encoder(settings.encoder)
    if online:
        from bot.commands.check_online import findings_online

        async for finding in findings_online(settings, lists.channels, lists.feeds):
            yield finding

"""`migrate`: bring the database to this version."""

import argparse
import asyncio
import os

from bot.commands.ending import ENV_FILE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It needs only to know where the database is."""
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")


def run(args: argparse.Namespace) -> int:
    """Migrate, unless an instance is running: that one does it by itself at its next start."""
    from pathlib import Path

    from config.settings import environment, read_local
    from storage.opening import file_of

    url = read_local(environment(Path(args.env), os.environ)).database_url
    file = file_of(url).absolute()
    told = "{file} is at this version." if file.exists() else "There was no database: {file} is made, and empty."
    return asyncio.run(_migrate(url, told.format(file=file)))


async def _migrate(url: str, told: str) -> int:
    from rich.console import Console

    from storage.errors import AlreadyRunning
    from storage.lock import hold
    from storage.opening import open_store

    console = Console()
    try:
        async with hold(url, wait_seconds=0), open_store(url):
            console.print(told, soft_wrap=True)
    except AlreadyRunning:
        # A release step runs beside the old instance, which must keep its lock.
        console.print("Another instance is running: the new one migrates the database when it starts.")
    return 0

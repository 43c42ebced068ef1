"""`run`: the application itself."""

import argparse
import asyncio
import os
import signal

from bot.commands.ending import ENV_FILE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes nearly all it needs from the settings."""
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")
    parser.add_argument(
        "--wait",
        type=float,
        default=60,
        metavar="SECONDS",
        help="how long to wait for another instance to leave (%(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT; 0 then."""
    from pathlib import Path

    from bot import app
    from config.log import set_up_logging
    from config.settings import environment, read_settings

    settings = read_settings(environment(Path(args.env), os.environ))
    set_up_logging(
        level=settings.local.log_level,
        form=settings.local.log_format,
        secrets=(*settings.accounts.sessions, settings.accounts.bot_token, settings.application.api_hash),
    )

    async def until_signal() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await app.run(settings, stop, lock_wait_seconds=args.wait)

    asyncio.run(until_signal())
    return 0

"""`run`: the application itself."""

import argparse
import asyncio
import gc
import os
import signal
from typing import TYPE_CHECKING

from bot.commands.ending import ENV_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.outside import OutsideEntry
    from config.settings import Settings

COLLECTED_AFTER = 50_000  # objects more than were let go


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
    from bot.loop import new_loop
    from config.outside import read_outside
    from config.settings import environment, read_settings

    env = environment(Path(args.env), os.environ)
    settings = read_settings(env)
    outside = read_outside(settings.local.config_dir / "outside.toml", env)
    begin_log(settings, outside)

    async def until_signal() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await app.run(settings, stop, outside=outside, lock_wait_seconds=args.wait)

    spare_the_collector()
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(until_signal())
    return 0


def begin_log(settings: "Settings", outside: "Sequence[OutsideEntry]") -> None:
    """Log as the settings say, and none of their secrets."""
    from config.log import set_up_logging

    set_up_logging(
        level=settings.local.log_level,
        form=settings.local.log_format,
        secrets=(
            *settings.accounts.sessions,
            settings.accounts.bot_token,
            settings.application.api_hash,
            *(entry.address for entry in outside),
        ),
    )


def spare_the_collector() -> None:
    """What is loaded by now stays, and a post makes some hundred objects: looking for cycles so often took a sixth."""
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER, 20, 20)

"""How a command ends: its errors as exit codes and words, never a traceback for what a person can mend."""

import argparse
import logging
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path

from bot.errors import (
    EXIT_ALREADY_RUNNING,
    EXIT_DATABASE,
    EXIT_NOT_ALL,
    EXIT_SETTINGS,
    EXIT_UNREAD,
    DzhereloError,
    FatalError,
)
from bot.evaluation.errors import Unusable
from config.calling import call
from config.settings import SettingsError
from storage.errors import AlreadyRunning, StorageError

log = logging.getLogger(__name__)

ENV_FILE = Path(".env")
CODES: tuple[tuple[type[Exception], int], ...] = (  # the narrow ones first
    (AlreadyRunning, EXIT_ALREADY_RUNNING),
    (StorageError, EXIT_DATABASE),
    (Unusable, EXIT_SETTINGS),
)


def guarded(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Run a command and turn what went wrong into an exit code and a message on standard error."""
    try:
        code = _ended(run, args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Else the interpreter would try to write the rest at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_UNREAD
    return code


def _ended(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    try:
        return run(args)
    except SettingsError as error:
        say("The settings cannot be used:", *(f"  • {problem}" for problem in error.problems))
        say(f"Put them into .env (.env.example explains each), then try: {call('check')}")
        return EXIT_SETTINGS
    except (StorageError, DzhereloError) as error:
        say(str(error))
        return code_of(error)
    except KeyboardInterrupt:
        return 130
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # Rich's own way to end where nobody reads
            return EXIT_UNREAD
        raise
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _is_unread():
            raise
        # The last resort: the cause goes to the log, and the platform starts the process anew.
        log.exception("unexpected_error")
        return 1


def _is_unread() -> bool:
    """Whether whoever read the output has gone, `… | head`, and no other pipe broke."""
    poll = select.poll()
    poll.register(sys.stdout.fileno(), select.POLLOUT)
    return any(event & select.POLLERR for _, event in poll.poll(0))


def code_of(error: Exception) -> int:
    """The exit code of an error that a person can mend."""
    if isinstance(error, FatalError):
        return error.exit_code
    return next((code for kind, code in CODES if isinstance(error, kind)), EXIT_NOT_ALL)


def say(*lines: str) -> None:
    """Tell the person at the terminal."""
    for line in lines:
        print(line, file=sys.stderr)

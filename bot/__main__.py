"""`python -m bot`: the commands. What a command needs is imported only when it is called for."""

import argparse
import importlib
import os
import sys

from rich_argparse import RichHelpFormatter

from config.calling import call

COMMANDS = {
    "run": "watch the channels and alert the editors, until stopped",
    "demo": "play a newsroom's morning on this machine, without any account",
    "login": "sign in the account that watches, and check the bot's token",
    "check": "check settings, lists, database and encoder; --online: the accounts, channels and feeds too",
    "channels": "show which channels are watched, by which account; of one, how its title and photo changed",
    "evaluate": "play a labelled set through the matcher, and print how well it judged",
    "ledger": "say which messages of each channel are held, and when it was not seen",
    "backfill": "store what channels published before they were watched",
    "labels": "write what editors confirmed and rejected as a labelled set, to evaluate and to learn from",
    "train": "learn the matcher's weights from labelled sets",
    "migrate": "bring the database to this version",
}
EPILOG = """\
exit codes: 0 done, 1 an unexpected error, 2 wrong usage, 3 settings, lists or what was named cannot be used, 4 another
instance is running, 5 Telegram has ended a session (sign in anew; restarting does not help), 6 the database cannot be
used (its disk is full or read-only, it is locked or damaged: the message says what to do), 7 the clock was set back
(start again), 8 what was asked for was not found, or not all of it could be done (the message says what), 130 stopped
by Ctrl-C, 141 whoever read the output has gone
"""


def parser_for(name: str | None) -> argparse.ArgumentParser:
    """The parser of all commands, with the arguments of the one that is called for."""
    parser = argparse.ArgumentParser(
        prog=call(),
        description="Dzherelo follows official Telegram channels for a newsroom.",
        epilog=EPILOG,
        formatter_class=RichHelpFormatter,
    )
    subparsers = parser.add_subparsers(dest="command", metavar="command", required=True)
    for command, words in COMMANDS.items():
        subparser = subparsers.add_parser(
            command, help=words, description=words.capitalize() + ".", epilog=EPILOG, formatter_class=RichHelpFormatter
        )
        if command == name:
            importlib.import_module(f"bot.commands.{command}").add_arguments(subparser)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    os.umask(0o077)  # session files and the database are their owner's alone
    arguments = sys.argv[1:] if arguments is None else arguments
    name = next((word for word in arguments if word in COMMANDS), None)
    args = parser_for(name).parse_args(arguments)
    from bot.commands.ending import guarded

    return guarded(importlib.import_module(f"bot.commands.{args.command}").run, args)


if __name__ == "__main__":
    sys.exit(main())

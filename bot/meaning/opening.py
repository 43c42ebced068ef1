"""The encoder of the application beside it, as long as that runs."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.meaning.choosing import Standing
from storage.api import Vectors

if TYPE_CHECKING:
    from bot.meaning.meanings import Meanings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """How meaning stands, and what texts mean to the encoder; None where there is none."""

    standing: Standing
    meanings: "Meanings | None" = None


@asynccontextmanager
async def opened(standing: Standing, kept: Vectors, *, now: Callable[[], datetime]) -> AsyncIterator[Opened]:
    """The encoder, whose process starts when it is first asked and ends with this."""
    if standing.encoder is None:
        log.info("second_pass_off", extra={"why": standing.why})
        yield Opened(standing)
        return
    from bot.meaning.meanings import Meanings  # noqa: PLC0415 - numpy comes with an encoder
    from bot.meaning.workers import workers  # noqa: PLC0415

    async with workers(standing.encoder) as made_by:
        yield Opened(standing, Meanings(kept, made_by, now=now))

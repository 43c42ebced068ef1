"""Charts, drawn by a process beside and put on the shelf, from where they are sent."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec

from bot.beside import Beside, BesideEnded
from bot.shelf import Shelf

log = logging.getLogger(__name__)

MOST_BYTES = 10_000_000  # what Telegram takes as a photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Posts of a channel in each of the 24 hours of a day."""

    name: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """After how many minutes posts were written up."""

    label: str
    minutes: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that a chart shows, in the words of its reader."""

    title: str
    hours_title: str
    rows: Sequence[Row]
    curves_title: str
    lines: Sequence[Line]
    of: int  # posts: the whole of which each line tells a share
    ticks: Sequence[str]  # under the lines, one for each of `drawing.TICKS`
    nothing: str  # in place of what has no numbers


class Drawer:
    """Draws one chart at a time: the process takes a hundred megabytes for a second or two."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._drawing = asyncio.Lock()

    @property
    def can_draw(self) -> bool:
        """Whether the library is installed (the extra `charts`)."""
        return find_spec("matplotlib") is not None

    async def draw(self, chart: Chart) -> str | None:
        """The content hash of the picture; None where it cannot be drawn, which the log says."""
        if not self.can_draw:
            return None
        async with self._drawing:
            beside = Beside("bot.charts.drawing")
            try:
                picture = await beside.ask(asdict(chart), _read)
            except BesideEnded as error:
                log.warning("chart_not_drawn", extra={"error": str(error)})
                return None
            finally:
                await beside.end()
        content_hash, _ = await self._shelf.put(_whole(picture), most=MOST_BYTES)
        return content_hash


async def _read(answer: asyncio.StreamReader) -> bytes:
    size = int(await answer.readuntil(b"\n"))
    return await answer.readexactly(size)


async def _whole(picture: bytes) -> AsyncIterator[bytes]:
    yield picture

"""One process beside, that does one thing after another."""

import asyncio
import pickle
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.beside import Beside, BesideEnded
from bot.errors import DzhereloError
from bot.evaluation.helper import Answer, Do

AHEAD = 8
"""Things that are asked at once, so that the process need not wait while whoever asks is busy."""

Told = Callable[..., Awaitable[object]]
"""What is answered to a process that asks back, by what it asks about."""


class HelperFailed(DzhereloError):
    """A process beside could not do what it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    do: Do
    row: int
    told: Told | None
    given: object
    outcome: asyncio.Future[Any]

    @property
    def said(self) -> dict[str, object]:
        """As the process reads it."""
        return {"do": self.do, "row": self.row, "asks": self.told is not None, "given": self.given}

    def answered(self, answer: Answer) -> None:
        """Tell whoever asked, if he still waits."""
        if answer.kind == "failed":
            _fail([self], HelperFailed(answer.said))
        elif not self.outcome.done():
            self.outcome.set_result(answer.said)


def _fail(questions: Iterable[_Question], error: Exception) -> None:
    """Tell those that still wait that nothing comes of it."""
    for each in questions:
        if not each.outcome.done():
            each.outcome.set_exception(error)


class Helper:
    """The process, from its first question until `end`."""

    def __init__(self, url: str) -> None:
        self._process = Beside("bot.evaluation.helper", url)
        self._questions: deque[_Question] = deque()
        self._task: asyncio.Task[None] | None = None
        self.waiting = 0  # for it, with who is answered

    async def ask(self, do: Do, row: int, told: Told | None = None, *, given: object = None) -> Any:
        """The outcome. Raises HelperFailed."""
        outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._questions.append(_Question(do=do, row=row, told=told, given=given, outcome=outcome))
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._work())
        self.waiting += 1
        try:
            return await outcome
        finally:
            self.waiting -= 1

    async def _work(self) -> None:
        while self._questions:
            asked = [self._questions.popleft() for _ in range(min(AHEAD, len(self._questions)))]
            try:
                await self._process.ask([each.said for each in asked], partial(self._read, asked))
            except BesideEnded as error:
                _fail(asked, HelperFailed(str(error)))
            except Exception as error:  # noqa: BLE001 - of who was asked back: nobody may be left waiting
                _fail(asked, error)
            finally:
                _fail(asked, HelperFailed("The process was ended."))  # whom nothing was told, as this was given up

    async def _read(self, asked: Sequence[_Question], answers: asyncio.StreamReader) -> None:
        for each in asked:
            each.answered(await self._answer(answers, each))

    async def _answer(self, answers: asyncio.StreamReader, to: _Question) -> Answer:
        while True:
            size = int(await answers.readline())  # nothing at all is a ValueError
            answer = Answer(*pickle.loads(await answers.readexactly(size)))  # noqa: S301 - our own process wrote it
            if answer.kind != "asks" or to.told is None:
                return answer
            await self._process.say(await to.told(*answer.said))

    async def end(self) -> None:
        """End the process; who still waits for it is told so."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        _fail(self._questions, HelperFailed("The process was ended."))
        await self._process.end()

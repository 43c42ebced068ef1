"""Plays a schedule against the real application, lets it come to rest, and has the checker compare."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox.chaos.acting import Actors
from bot.sandbox.chaos.checker import Patience, Verdict, check
from bot.sandbox.chaos.child import Child, Launch, launch
from bot.sandbox.chaos.reading import read
from bot.sandbox.chaos.recorder import Recorder
from bot.sandbox.chaos.scene import START_SECONDS, set_scene
from bot.sandbox.chaos.spoiling import EDIT, HISTORY, SEND, Spoiler
from bot.sandbox.chaos.steps import Moment, Pause, Quiet, Round, Spoil, Step
from bot.sandbox.chaos.truth import Bubble, Phones
from bot.sandbox.newsroom import Newsroom

RECONCILE_SECONDS = 4
PAUSE_SECONDS = 5  # of the application where Telegram has trouble; what comes meanwhile waits
PATIENCE = Patience(settle=PAUSE_SECONDS + 3, notice=RECONCILE_SECONDS + PAUSE_SECONDS + 7)
ENVIRONMENT = {
    "SEND_PER_SECOND": "1000",
    "SEND_PER_CHAT_PER_SECOND": "1000",
    "RECONCILE_SECONDS": str(RECONCILE_SECONDS),
    "PROBE_SECONDS": "2",
    **dict.fromkeys(("CLAIM_MINUTES", "ESCALATE_MINUTES"), "0"),  # time alone takes nothing back, nor tells twice
}
MOMENT_SECONDS = 3.0  # how long a kill waits for its moment
BACKLOG = 60  # posts an editor lacks: then the next life begins with a wait
REST_SECONDS = 90.0
LOOK_SECONDS = 0.1
LINGER_SECONDS = 3.0  # once all is there: what is doubled may still come
TOLD_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    verdict: Verdict
    kills: Counter[Moment]
    struck: Counter[str]
    ended: Counter[int]  # exit codes of ends that nobody asked for
    seconds: float
    rest_seconds: float

    @property
    def is_clean(self) -> bool:
        """Whether nothing is lost, doubled or wrong, and the application never ended by itself."""
        return self.verdict.is_clean and not self.ended


@dataclass(slots=True, kw_only=True)
class Driver:
    """One run in a folder; `on_round` hears of its progress."""

    folder: Path
    rounds: Sequence[Round]
    editors: int = 3
    launch: Launch = launch
    changes: Mapping[str, str] = field(default_factory=dict)
    patience: Patience = PATIENCE
    is_expected: Callable[[Verdict], bool] = lambda verdict: verdict.is_clean
    rest_seconds: float = REST_SECONDS
    linger_seconds: float = LINGER_SECONDS
    moment_seconds: float = MOMENT_SECONDS
    on_round: Callable[[int], None] = lambda _: None
    kills: Counter[Moment] = field(default_factory=Counter)
    _room: Newsroom = field(init=False)
    _recorder: Recorder = field(init=False)
    _child: Child = field(init=False)
    _actors: Actors = field(init=False)
    _spoiler: Spoiler = field(init=False)

    async def run(self) -> Outcome:
        """All of it."""
        started = time.monotonic()
        async with self._stage():
            for number, one in enumerate(self.rounds, start=1):
                await self._live(one)
                self.on_round(number)
            resting = time.monotonic()
            verdict = await self._rest()
            now = time.monotonic()
            return Outcome(verdict, self.kills, self._recorder.struck, self._child.ended, now - started, now - resting)

    # ---------------------------------------------------------------- the stage

    @asynccontextmanager
    async def _stage(self) -> AsyncIterator[None]:
        changes = {**ENVIRONMENT, **self.changes}
        log_path = self.folder / "application.log"
        async with Newsroom(self.folder, changes=changes) as self._room:
            with log_path.open("w", encoding="utf-8") as log:
                self._child = Child(self._room, log, self.launch)
                try:
                    await self._set()
                    yield
                finally:
                    self._child.kill()
                    await self._child.gone()

    async def _set(self) -> None:
        room, self._recorder = self._room, Recorder(self._room)
        self._recorder.listen()
        channels, people = await set_scene(room, self._child, self._database, editors=self.editors)
        self._recorder.is_watched = True
        self._actors = Actors(room, self._recorder, channels, people)
        self._spoiler = Spoiler(room, self._recorder, people)

    @property
    def _database(self) -> Path:
        return self.folder / "dzherelo.db"

    # ---------------------------------------------------------------- one life

    async def _live(self, one: Round) -> None:
        await self._child.start()
        if one.moment is Moment.STARTING:
            await self._play(one.alive)
        else:
            await self._until_watching()
            await self._play(one.alive)
        if one.moment is None:
            return
        await self._kill(one.moment, one.delay, one.down[:1])
        self.kills[one.moment] += 1
        await self._play(one.down[1:])

    async def _until_watching(self) -> None:
        room = self._room
        await self._child.until(
            lambda: room.server.listening(room.watcher) and room.server.listening(room.bot), START_SECONDS
        )
        if self._missing() > BACKLOG:
            await self._child.until(lambda: self._missing() < BACKLOG / 2, TOLD_SECONDS)

    def _missing(self) -> int:
        """How many posts the editor lacks who lacks most."""
        return max(self._recorder.missing(editor.id) for editor in self._actors.editors)

    async def _play(self, steps: Sequence[Step]) -> None:
        for step in steps:
            if isinstance(step, Pause):
                await asyncio.sleep(step.seconds)
            elif isinstance(step, Quiet):
                await self._child.until(lambda: not self._missing(), TOLD_SECONDS)
            elif isinstance(step, Spoil):
                self._spoiler.spoil(step)
            else:
                self._actors.act(step)

    async def _kill(self, moment: Moment, delay: float, cause: Sequence[Step]) -> None:
        """Kill the application at a moment, or when the moment does not come; `cause` brings it about."""
        faults, room = self._room.server.faults, self._room
        orders: dict[Moment, Callable[[], Any]] = {
            Moment.SENDING: lambda: faults.lose_request(SEND, account=room.bot, then=self._kill_now),
            Moment.SENT: lambda: faults.lose_reply(SEND, account=room.bot, then=self._kill_now),
            Moment.EDITED: lambda: faults.lose_reply(EDIT, account=room.bot, then=self._kill_now),
            Moment.READING: lambda: faults.lose_reply(HISTORY, account=room.watcher, then=self._kill_now),
        }
        if order := orders.get(moment):
            placed = order()
            await self._play(cause)
            await self._patiently_gone()
            faults.withdraw(placed)
        else:
            await self._play(cause)
            await asyncio.sleep(delay)
        self._kill_now()
        await self._child.gone()
        self._recorder.interrupted()

    async def _patiently_gone(self) -> None:
        try:
            async with asyncio.timeout(self.moment_seconds):
                await self._child.gone()
        except TimeoutError:
            return

    def _kill_now(self) -> None:
        self._recorder.interrupted()
        self._child.kill()

    # ---------------------------------------------------------------- the end

    async def _rest(self) -> Verdict:
        """Disturb nothing any more, and wait until all is as expected; what is missing in the end is lost."""
        await self._spoiler.mend()
        await self._until_watching()
        now = time.monotonic()
        until, since = now + self.rest_seconds, None
        while now < until and (since is None or now < since + self.linger_seconds):
            await self._child.start()
            began = time.monotonic()
            since = (since or began) if self.is_expected(self._verdict()) else None
            now = time.monotonic()
            await asyncio.sleep(max(LOOK_SECONDS, 4 * (now - began)))
        await self._child.start()
        if code := await self._child.stop():
            self._child.ended[code] += 1
        return self._verdict()

    def _verdict(self) -> Verdict:
        self._actors.settle_presses()
        return check(self._recorder.truth, read(self._database), self._phones(), self.patience)

    def _phones(self) -> Phones:
        room = self._room
        return {
            editor.id: [
                Bubble(message.text, message.reply_to.id if message.reply_to else None)
                for message in room.world.chat(editor, room.bot).received
            ]
            for editor in self._actors.editors
        }

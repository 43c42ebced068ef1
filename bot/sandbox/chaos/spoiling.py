"""How each fault is brought about."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.chaos.recorder import Recorder
from bot.sandbox.chaos.steps import Fault, Spoil
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.accounts import Account, User

SEND, EDIT, HISTORY = "messages.sendMessage", "messages.editMessage", "messages.getHistory"
LIST, DIFFERENCE = "messages.getDialogs", "updates.getChannelDifference"


@dataclass(slots=True)
class Spoiler:
    """Orders faults of the local Telegram."""

    room: Newsroom
    recorder: Recorder
    editors: list[User]
    _away: set[asyncio.Task[None]] = field(default_factory=set)

    def spoil(self, spoil: Spoil) -> None:
        """Let something go wrong."""
        faults, watcher, bot, times = self.room.server.faults, self.room.watcher, self.room.bot, int(spoil.amount)
        acts: dict[Fault, Callable[[], object]] = {
            Fault.DROP: lambda: faults.drop_pushes(times, account=watcher),
            Fault.DOUBLE: lambda: faults.double_pushes(times, account=watcher),
            Fault.REORDER: lambda: faults.reorder_pushes(times, account=watcher),
            Fault.DROP_BOT: lambda: faults.drop_pushes(times, account=bot),
            Fault.DOUBLE_BOT: lambda: faults.double_pushes(times, account=bot),
            Fault.CUT_WATCHER: lambda: self._cut(watcher),
            Fault.CUT_BOT: lambda: self._cut(bot),
            Fault.AWAY: lambda: self._go_away(spoil.amount),
            Fault.DEAD_WATCHER: lambda: self._deaden(watcher),
            Fault.DEAD_BOT: lambda: self._deaden(bot),
            Fault.FLOOD_SEND: lambda: faults.flood_wait(SEND, times, account=bot),
            Fault.FLOOD_EDIT: lambda: faults.flood_wait(EDIT, times, account=bot),
            Fault.FLOOD_HISTORY: lambda: faults.flood_wait(HISTORY, times, account=watcher),
            Fault.FLOOD_LIST: lambda: faults.flood_wait(LIST, times, account=watcher),
            Fault.SLOW_MODE: lambda: faults.slow_mode(self.editors[spoil.editor], times),
            Fault.LOST_SEND: lambda: faults.lose_reply(SEND, account=bot),
            Fault.LOST_EDIT: lambda: faults.lose_reply(EDIT, account=bot),
            Fault.LOST_HISTORY: lambda: faults.lose_reply(HISTORY, account=watcher),
            Fault.UNHEARD_SEND: lambda: faults.lose_request(SEND, account=bot),
            Fault.FAILED_SEND: lambda: faults.refuse(SEND, "RPC_CALL_FAIL", account=bot),
            Fault.FAILED_HISTORY: lambda: faults.refuse(HISTORY, "RPC_CALL_FAIL", account=watcher),
            Fault.TOO_LONG: self._too_long,
            Fault.OUTDATED: self._outdated,
        }
        acts[spoil.fault]()

    async def mend(self) -> None:
        """Let everything go right from now on."""
        for task in self._away:
            task.cancel()
        await asyncio.gather(*self._away, return_exceptions=True)
        self.room.server.faults.clear()
        await self.room.server.accept_connections()

    def _cut(self, account: Account) -> None:
        self.recorder.struck["connection cut"] += 1
        if account is self.room.watcher:
            self.recorder.interrupted()
        self.room.server.kill_connections(account)

    def _deaden(self, account: Account) -> None:
        self.recorder.struck["link dead"] += 1
        if account is self.room.watcher:
            self.recorder.interrupted()
        self.room.server.deaden(account)

    def _go_away(self, seconds: float) -> None:
        self.recorder.struck["network away"] += 1
        task = asyncio.create_task(self._stay_away(seconds))
        self._away.add(task)
        task.add_done_callback(self._away.discard)

    async def _stay_away(self, seconds: float) -> None:
        self.recorder.interrupted()
        async with self.room.server.away():
            await asyncio.sleep(seconds)

    def _too_long(self) -> None:
        """A push is dropped too, so that the difference is asked for."""
        self.room.server.faults.channel_difference_too_long()
        self.room.server.faults.drop_pushes(1, account=self.room.watcher)

    def _outdated(self) -> None:
        faults = self.room.server.faults
        faults.refuse(DIFFERENCE, "PERSISTENT_TIMESTAMP_OUTDATED", account=self.room.watcher)
        faults.drop_pushes(1, account=self.room.watcher)

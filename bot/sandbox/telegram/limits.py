"""Limits of sending, as Telegram's are believed to be; it documents none. Off unless a server is given some."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.places import Group, Place


class SendLimits:
    """About 30 messages a second overall, one a second for each chat with some patience, 20 a minute for each group."""

    def __init__(
        self,
        *,
        per_second: int = 30,
        per_chat_per_second: float = 1.0,
        chat_burst: int = 5,
        per_group_per_minute: int = 20,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._overall = (per_second, 1.0)
        self._group = ((per_group_per_minute, 60.0),)
        # patience: as many again beside what comes at the rate, within seconds and within a minute
        self._chat = (
            (2 * chat_burst, chat_burst / per_chat_per_second),
            (round(chat_burst + 60 * per_chat_per_second), 60.0),
        )
        self._clock = clock
        self.refused = 0
        self._sent: dict[object, deque[float]] = defaultdict(deque)

    def check(self, account: Account, place: Place) -> None:
        """Count a message; refuses one too many with FLOOD_WAIT."""
        of_place = self._group if isinstance(place, Group | Channel) else self._chat
        windows: dict[object, tuple[int, float]] = {account: self._overall}
        windows |= {(account, place, number): window for number, window in enumerate(of_place)}
        now = self._clock()
        wait = max(self._wait(key, now, *window) for key, window in windows.items())
        if wait > 0:
            self.refused += 1
            raise Refusal(f"FLOOD_WAIT_{math.ceil(wait)}")
        for key in windows:
            self._sent[key].append(now)

    def _wait(self, key: object, now: float, count: int, seconds: float) -> float:
        sent = self._sent[key]
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        return sent[0] + seconds - now if len(sent) >= count else 0.0

"""Tidings: who hears of what happens in the world, and how scripts wait for it."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from bot.sandbox.telegram.world.boxes import Event
from bot.sandbox.telegram.world.notices import MembershipChanged, Pressed, TokenAccepted
from bot.sandbox.telegram.world.waiting import Watchers, source_of

T = TypeVar("T")
Notice = Event | MembershipChanged | Pressed | TokenAccepted
REMEMBERED = 8  # notices that a failed wait names


class Tidings:
    """Tells listeners what happens, and wakes those who wait."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Notice], None]] = []
        self._watchers = Watchers()
        self._lately: deque[Notice] = deque(maxlen=REMEMBERED)

    def listen(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Call the listener with everything that happens, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, notice: Notice) -> None:
        """Tell listeners what happened, and those who wait that something did."""
        self._lately.append(notice)
        for listener in list(self._listeners):
            listener(notice)
        self.changed()

    def changed(self) -> None:
        """Something changed: those who wait look again."""
        self._watchers.wake()

    async def until(
        self,
        predicate: Callable[[], T],
        *,
        timeout: float = 5.0,  # noqa: ASYNC109 - a test's patience, said where it waits
        what: str | None = None,
    ) -> T:
        """Wait until the predicate is true, looking after every change; returns what it gave."""

        def describe() -> str:
            lately = "\n".join(f"  {described(notice)}" for notice in self._lately)
            return f"not within {timeout:g} s: {what or source_of(predicate)}\nlast happened:\n{lately}"

        return await self._watchers.until(predicate, timeout, describe)


def described(notice: Notice) -> str:
    """A notice in a line, for people."""
    if isinstance(notice, Event):
        return f"{notice.kind.value} {notice.messages[0]!r} (pts {notice.pts} of {notice.box.owner!r})"
    return repr(notice)

"""A time that stands still until it is moved."""

from datetime import datetime, timedelta

from tests.builders import MORNING


class Clock:
    """Called, it tells the time."""

    def __init__(self, time: datetime = MORNING) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time

    def move(self, **parts: float) -> None:
        """Later by so many seconds, minutes, hours or days."""
        self.time += timedelta(**parts)

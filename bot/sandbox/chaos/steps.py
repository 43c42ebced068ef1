"""What a schedule consists of: the steps of a life of the application, the faults, and the moments of its end."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong besides the kills."""

    DROP = "push dropped"
    DOUBLE = "push doubled"
    REORDER = "pushes reordered"
    DROP_BOT = "push to the bot dropped"
    DOUBLE_BOT = "push to the bot doubled"
    CUT_WATCHER = "watcher's connection cut"
    CUT_BOT = "bot's connection cut"
    AWAY = "network away"
    DEAD_WATCHER = "watcher's link dead"
    DEAD_BOT = "bot's link dead"
    FLOOD_SEND = "flood wait on sending"
    FLOOD_EDIT = "flood wait on editing"
    FLOOD_HISTORY = "flood wait on history"
    FLOOD_LIST = "flood wait on the list of channels"
    SLOW_MODE = "slow mode of one chat"
    LOST_SEND = "reply of an accepted send lost"
    LOST_EDIT = "reply of an accepted edit lost"
    LOST_HISTORY = "reply with history lost"
    UNHEARD_SEND = "send lost on its way"
    FAILED_SEND = "server error on sending"
    FAILED_HISTORY = "server error on history"
    TOO_LONG = "difference too long"
    OUTDATED = "timestamp outdated"


class Moment(StrEnum):
    """When the application is killed."""

    ANY = "at any moment"
    PUSHED = "just after a push"
    SENDING = "before a send arrives"
    SENT = "after an accepted send, before its reply"
    EDITED = "after an accepted edit, before its reply"
    READING = "while it reads a history"
    STARTING = "while it starts"


@dataclass(frozen=True, slots=True)
class Post:
    """A channel publishes; an album where there is more than one part."""

    number: int
    channel: int
    text: str
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A post's text changes."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A post goes away, all parts of it."""

    number: int


@dataclass(frozen=True, slots=True)
class React:
    """Only counters change: that is no edit."""

    number: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A channel pins a post, with Telegram's own notice of it."""

    number: int


@dataclass(frozen=True, slots=True)
class Ask:
    """An editor writes to the bot."""

    editor: int
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """An editor takes a post with the button of its alert, where it has come."""

    editor: int
    number: int


@dataclass(frozen=True, slots=True)
class Spoil:
    """Something goes wrong; `amount` is how many pushes, or seconds."""

    fault: Fault
    amount: float
    editor: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing happens."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing happens until every editor has been told of all that stands."""


Step = Post | Edit | Delete | React | Notice | Ask | Press | Spoil | Pause | Quiet


@dataclass(frozen=True, slots=True)
class Round:
    """One life of the application, how it ends, and what happens before the next begins."""

    alive: tuple[Step, ...]
    moment: Moment | None  # of the last there is none: it may come to rest
    delay: float
    down: tuple[Step, ...] = ()
    is_calm: bool = False


def mark(number: int, version: int) -> str:
    """What names a version of a post in its text."""
    return f"№{number:06}/{version:02}"

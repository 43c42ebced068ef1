"""Errors of the application, in words that name no vendor.

DzhereloError
├── SendError                 a message did not go out
│   ├── Wait                  not now: carries the seconds, and whether for one chat or for all
│   ├── Unreachable           this person cannot be written to
│   ├── Vanished              the message to be edited is gone
│   └── Refused               Telegram will not take this message, however often
├── ChannelError              a channel cannot be watched
│   ├── ChannelUnknown        nobody has that name
│   ├── ChannelPrivate        it needs an invitation, or ours was withdrawn
│   ├── ChannelMoved          the name belongs to another channel than the pinned one
│   └── ChannelWait           Telegram asks to wait: carries the seconds
└── FatalError                the process must end; carries its exit code
    └── SessionDead           an account was signed out, banned or used twice
"""

EXIT_USAGE = 2
EXIT_SETTINGS = 3
EXIT_ALREADY_RUNNING = 4
EXIT_SESSION = 5
EXIT_DATABASE = 6


class DzhereloError(Exception):
    """Anything that the application refuses or cannot do; the message is for people."""


class SendError(DzhereloError):
    """A message did not go out."""


class Wait(SendError):
    """Telegram asks to wait before the next send."""

    def __init__(self, seconds: float, *, only_this_chat: bool) -> None:
        super().__init__(f"wait {seconds:g} s")
        self.seconds = seconds
        self.only_this_chat = only_this_chat


class Unreachable(SendError):
    """This person cannot be written to: blocked the bot, or gone."""


class Vanished(SendError):
    """The message to be edited is gone."""


class Refused(SendError):
    """Telegram will not take this message, however often it is sent."""


class ChannelError(DzhereloError):
    """A channel cannot be watched; the message says why and what to do."""


class ChannelUnknown(ChannelError):
    """Nobody has that name."""


class ChannelPrivate(ChannelError):
    """It needs an invitation, or ours was withdrawn."""


class ChannelMoved(ChannelError):
    """The name now belongs to another channel than the one that was pinned."""


class ChannelWait(ChannelError):
    """Telegram asks to wait before channels are resolved or joined."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Telegram asks to wait {seconds:g} s before the next channel")
        self.seconds = seconds


class FatalError(DzhereloError):
    """The process must end."""

    exit_code = 1


class SessionDead(FatalError):
    """An account was signed out, banned, or used by two programs at once."""

    exit_code = EXIT_SESSION

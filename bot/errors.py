"""Errors of the application, in words that name no vendor.

DzhereloError
├── SendError                 a message did not go out
│   ├── Wait                  not now: carries the seconds, and whether for one chat or for all
│   ├── Unreachable           this person cannot be written to
│   ├── Vanished              the message to be edited is gone
│   └── Refused               Telegram will not take this message, however often
├── ChannelError              a channel cannot be watched
│   ├── ChannelUnknown        nobody has that name
│   ├── NotAChannel           the name belongs to a person or a bot
│   ├── ChannelPrivate        it needs an invitation, or ours was withdrawn
│   ├── ChannelsFull          the account has joined as many as Telegram allows
│   ├── ChannelAsksOwner      the owner has yet to let us in
│   ├── ChannelMoved          the name belongs to another channel than the pinned one
│   └── ChannelWait           Telegram asks to wait: carries the seconds
└── FatalError                the process must end; carries its exit code
    ├── SessionDead           an account was signed out, banned or used twice
    └── ClockSetBack          the clock of this machine was set back
"""

from bot.texts.marking import N_
from storage.errors import DatabaseUnusable

EXIT_USAGE = 2
EXIT_SETTINGS = 3
EXIT_ALREADY_RUNNING = 4
EXIT_SESSION = 5
EXIT_DATABASE = 6
EXIT_CLOCK = 7
EXIT_NOT_ALL = 8
EXIT_UNREAD = 141  # as shells say it of a closed pipe


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
    """A channel cannot be watched. The words are constant, so that they can be shown in the reader's language."""

    words = N_("This channel cannot be watched now.")

    def __init__(self) -> None:
        super().__init__(self.words)


class ChannelUnknown(ChannelError):
    """Nobody has that name."""

    words = N_("Telegram knows no channel by this name. Check the spelling, or send its link.")


class NotAChannel(ChannelError):
    """The name belongs to a person or a bot."""

    words = N_("This name belongs to a person or a bot, not to a channel.")


class ChannelPrivate(ChannelError):
    """It needs an invitation, or ours was withdrawn."""

    words = N_("This channel is private, or our invitation was withdrawn. Add it by an invite link: t.me/+…")


class ChannelsFull(ChannelError):
    """The account has joined as many channels as Telegram allows."""

    words = N_("No watching account may join more channels. Unwatch some, or add an account to TELEGRAM_SESSION.")


class ChannelAsksOwner(ChannelError):
    """Whoever follows the invitation waits for the owner's consent."""

    words = N_("The owner of this channel has been asked to let us in; it is watched once they do.")


class ChannelMoved(ChannelError):
    """The name now belongs to another channel than the one that was pinned."""

    words = N_(
        "This name now belongs to another channel than the one we pinned. "
        "If that is right, /unwatch it and add it anew."
    )


class ChannelWait(ChannelError):
    """Telegram asks to wait before channels are resolved or joined."""

    words = N_("Telegram asks to wait before the next channel is added; we go on by ourselves.")

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class FatalError(DzhereloError):
    """The process must end."""

    exit_code = 1


class SessionDead(FatalError):
    """An account was signed out, banned, or used by two programs at once."""

    exit_code = EXIT_SESSION


class ClockSetBack(FatalError):
    """The clock of this machine was set back while we ran; the next start goes on by the new time."""

    exit_code = EXIT_CLOCK

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The clock of this machine was set back by {seconds:.0f} s. Start again: the next start goes on by the "
            "new time. If this happens often, check the time synchronisation of this machine."
        )


ENDS_ALL = (FatalError, DatabaseUnusable)
"""What no stage may take for a fault of the row in its hands: it ends the process."""

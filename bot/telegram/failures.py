"""Telethon's errors in our words."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from telethon import errors

from bot.errors import (
    ChannelAsksOwner,
    ChannelError,
    ChannelPrivate,
    ChannelsFull,
    ChannelUnknown,
    ChannelWait,
    DzhereloError,
    Refused,
    SendError,
    SessionDead,
    Unreachable,
    Vanished,
    Wait,
)
from bot.telegram import inside
from config.calling import call

log = logging.getLogger(__name__)

DEAD = (
    errors.AuthKeyUnregisteredError,
    errors.AuthKeyDuplicatedError,
    errors.AuthKeyNotFound,
    errors.AuthKeyInvalidError,
    errors.SessionRevokedError,
    errors.SessionExpiredError,
    errors.UserDeactivatedError,
    errors.UserDeactivatedBanError,
    errors.UnauthorizedError,
)
GONE = (
    errors.UserIsBlockedError,
    errors.InputUserDeactivatedError,
    errors.PeerIdInvalidError,
    errors.ChatWriteForbiddenError,
    errors.ChannelPrivateError,
    errors.UserDeletedError,
    errors.ChannelInvalidError,
    errors.ChatIdInvalidError,
    errors.ChatAdminRequiredError,
    errors.ChatForbiddenError,
    errors.ChatGuestSendForbiddenError,
    errors.ChatRestrictedError,
    errors.ChatSendPlainForbiddenError,
    errors.TopicDeletedError,
    errors.UserBannedInChannelError,
)
UNKNOWN = (errors.UsernameNotOccupiedError, errors.UsernameInvalidError, errors.ChannelInvalidError)
PRIVATE = (errors.ChannelPrivateError, errors.InviteHashExpiredError, errors.InviteHashInvalidError)
PASSING = (errors.RandomIdDuplicateError, errors.ServerError, errors.TimedOutError)
# Telethon raises these two for waits that Telegram wants of everybody, whatever the chat
WAITS = (errors.FloodWaitError, errors.FloodPremiumWaitError)


def dead(error: BaseException, who: str) -> SessionDead:
    """The account is gone: what a person can do about it."""
    variable = "TELEGRAM_BOT_TOKEN" if who == "bot" else "TELEGRAM_SESSION"
    reason = type(error).__name__.removesuffix("Error")
    return SessionDead(
        f"Telegram has ended the session of the {who} account ({reason}). Check that no other program uses it, "
        f"sign in again with `{call('login')}`, put the result into {variable} and start again."
    )


Translation = Callable[[Any], DzhereloError]

# The first that fits counts, so the narrow ones stand before the wide ones.
SENDING: tuple[tuple[tuple[type[Exception], ...], Translation], ...] = (
    ((errors.SlowModeWaitError,), lambda error: Wait(error.seconds, only_this_chat=True)),
    (WAITS, lambda error: Wait(error.seconds, only_this_chat=False)),
    # No time is given; an hour keeps the account from being limited further.
    ((errors.PeerFloodError,), lambda _: Wait(3600, only_this_chat=False)),
    ((errors.MessageIdInvalidError, errors.MessageEditTimeExpiredError), lambda error: Vanished(str(error))),
    (GONE, lambda error: Unreachable(str(error))),
    (DEAD, lambda error: dead(error, "bot")),
    # The same random_id makes the repetition safe.
    (PASSING, lambda _: Wait(1, only_this_chat=True)),
    ((errors.BadRequestError, errors.ForbiddenError), lambda error: Refused(str(error))),
    ((errors.RPCError,), lambda error: SendError(str(error))),
)
WATCHING: tuple[tuple[tuple[type[Exception], ...], Translation], ...] = (
    (WAITS, lambda error: ChannelWait(error.seconds)),
    (PRIVATE, lambda _: ChannelPrivate()),
    (UNKNOWN, lambda _: ChannelUnknown()),
    ((errors.InviteRequestSentError,), lambda _: ChannelAsksOwner()),
    (DEAD, lambda error: dead(error, "user")),
    (PASSING, lambda _: ChannelWait(5)),
    ((errors.ChannelsTooMuchError,), lambda _: ChannelsFull()),
    ((errors.RPCError,), lambda _: ChannelError()),
)


@contextmanager
def sending() -> Iterator[None]:
    """Translate the errors of a send or an edit, a connection that breaks meanwhile included."""
    try:
        with inside.cut_is_an_error():
            yield
    except (errors.RPCError, errors.AuthKeyNotFound) as error:
        if getattr(error, "message", None) == "TOPIC_CLOSED":  # Telethon has no class for it
            raise Unreachable(str(error)) from error
        raise translated(error, SENDING) from error
    except (OSError, EOFError) as error:  # EOFError: it broke while a key was exchanged
        # The connection is being made anew; the same random_id makes the repetition safe.
        raise Wait(1, only_this_chat=False) from error


@contextmanager
def watching() -> Iterator[None]:
    """Translate the errors of resolving, joining and reading a channel."""
    try:
        yield
    except (errors.RPCError, errors.AuthKeyNotFound) as error:
        log.warning("channel_refused", extra={"error": str(error)})
        raise translated(error, WATCHING) from error


def translated(error: Exception, table: tuple[tuple[tuple[type[Exception], ...], Translation], ...]) -> Exception:
    """The error in our words; itself where we have none."""
    for kinds, translation in table:
        if isinstance(error, kinds):
            return translation(error)
    return error

"""The two accounts while they are connected: the one that watches and the bot."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telethon import errors

from bot.telegram import settled
from bot.telegram.chat import TelegramChat
from bot.telegram.client import file_session, make_client, string_session
from bot.telegram.failures import DEAD, dead
from bot.telegram.inside import cut_is_an_error
from bot.telegram.link import Link
from bot.telegram.sender import TelegramSender
from bot.telegram.source import TelegramSource
from config.settings import Application

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.25  # after a connection that broke while it was made; doubled each time
LONGEST_PAUSE_SECONDS = 30.0
MOST_MOVES = 3
MOVED = (errors.UserMigrateError, errors.PhoneMigrateError, errors.NetworkMigrateError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The bot account, connected."""

    id: int
    username: str
    sender: TelegramSender
    chat: TelegramChat
    link: Link


@asynccontextmanager
async def watching_account(
    application: Application, session: str, *, arrived: Callable[[], None]
) -> AsyncIterator[TelegramSource]:
    """Connect a user account by its string session. Raises SessionDead."""
    client = make_client(application, string_session(application, session))
    try:
        me = await _connected(client, "user")
        if me is None:
            raise dead(errors.AuthKeyUnregisteredError(None), "user")
        yield TelegramSource(client, me.id, name=me.first_name or me.username or str(me.id), arrived=arrived)
    finally:
        await client.disconnect()


@asynccontextmanager
async def bot_account(
    application: Application, token: str, folder: Path, *, pts: int | None, arrived: Callable[[], None]
) -> AsyncIterator[Bot]:
    """Connect the bot; its session stays in a file, since a bot is meant to sign in once. Raises SessionDead.

    It catches up from `pts`, our own memory of what was safely stored, where Telethon's is beyond it.
    """
    number = token.partition(":")[0]
    session = file_session(application, folder / f"bot-{number}.session")
    client = make_client(application, session, catch_up=settled.start_from(session, pts), in_sequence=True)
    chat = TelegramChat(client, own_id=int(number), arrived=arrived)
    try:
        me = await _connected(client, "bot") or await _sign_in(client, token)
        yield Bot(id=me.id, username=me.username, sender=TelegramSender(client), chat=chat, link=Link(client, "bot"))
    finally:
        await client.disconnect()


async def _connected(client: Any, who: str) -> Any | None:
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            with cut_is_an_error():
                await client.connect()
                return await client.get_me()
        except DEAD as error:
            raise dead(error, who) from error
        except (OSError, EOFError) as error:  # EOFError: it broke while a key was exchanged
            log.warning("connection_broke", extra={"who": who, "error": repr(error)})
            if client.is_connected():  # half made: Telethon would take it for a whole one
                await client.disconnect()
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _sign_in(client: Any, token: str) -> Any:
    moves = 0
    while True:
        try:
            me = await client.sign_in(bot_token=token)
        except errors.FloodWaitError as error:
            log.warning("bot_sign_in_waits", extra={"seconds": error.seconds})
            await asyncio.sleep(error.seconds)
        except MOVED as error:  # Telethon has gone to the other data centre already; it only has to be asked again
            moves += 1
            if moves > MOST_MOVES:
                raise
            log.info("bot_sign_in_moved", extra={"dc": error.new_dc})
        except (errors.AccessTokenInvalidError, errors.AccessTokenExpiredError) as error:
            raise dead(error, "bot") from error
        else:
            await settled.remember(client)
            return me

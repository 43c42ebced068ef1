"""The two accounts while they are connected: the one that watches and the bot."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telethon import errors

from bot.telegram.chat import TelegramChat
from bot.telegram.client import file_session, make_client, string_session
from bot.telegram.failures import DEAD, dead
from bot.telegram.link import Link
from bot.telegram.sender import TelegramSender
from bot.telegram.source import TelegramSource
from config.settings import Application

log = logging.getLogger(__name__)


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
        yield TelegramSource(client, me.id, arrived=arrived)
    finally:
        await client.disconnect()


@asynccontextmanager
async def bot_account(
    application: Application, token: str, folder: Path, *, pts: int | None, arrived: Callable[[], None]
) -> AsyncIterator[Bot]:
    """Connect the bot; its session stays in a file, since a bot is meant to sign in once. Raises SessionDead.

    It catches up from `pts`, our own memory of what was safely stored, not from Telethon's.
    """
    session = file_session(application, folder / f"bot-{token.partition(':')[0]}.session")
    if pts is not None:
        forget_newer(session, pts)
    client = make_client(application, session, catch_up=pts is not None)
    chat = TelegramChat(client, arrived=arrived)
    try:
        me = await _connected(client, "bot") or await _sign_in(client, token)
        yield Bot(id=me.id, username=me.username, sender=TelegramSender(client), chat=chat, link=Link(client, "bot"))
    finally:
        await client.disconnect()


def forget_newer(session: Any, pts: int) -> None:
    """Set a session's account state back to a pts, where it is beyond it."""
    for entity_id, state in session.get_update_states():
        if entity_id == 0 and state.pts > pts:
            state.pts = pts
            session.set_update_state(0, state)


async def _connected(client: Any, who: str) -> Any | None:
    try:
        await client.connect()
        return await client.get_me()
    except DEAD as error:
        raise dead(error, who) from error


async def _sign_in(client: Any, token: str) -> Any:
    while True:
        try:
            return await client.sign_in(bot_token=token)
        except errors.FloodWaitError as error:
            log.warning("bot_sign_in_waits", extra={"seconds": error.seconds})
            await asyncio.sleep(error.seconds)
        except (errors.AccessTokenInvalidError, errors.AccessTokenExpiredError) as error:
            raise dead(error, "bot") from error

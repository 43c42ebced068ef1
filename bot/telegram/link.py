"""The link of one account to Telegram. Telethon notices a dead one after a minute or two; we ask, and make it anew."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telethon import errors, functions

from bot.telegram import inside
from bot.telegram.failures import DEAD, dead

log = logging.getLogger(__name__)

ANSWER_SECONDS = 10.0


class Link:
    """Watches over a connected client. Requests that hang on a dead link end with ConnectionError."""

    def __init__(self, client: Any, who: str, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        """`who` is `user` or `bot`, for the words of an error."""
        self._client = client
        self._who = who
        self._answer_seconds = answer_seconds
        self.on_reconnect: Callable[[], None] = _nobody  # called when a lost connection stands again
        # The connection is to be made anew; one that is cut short while it is made is no whole one.
        self._is_cut = False
        self._quiet_until = 0.0  # by the loop's clock: Telegram asked not to be asked
        self._follow_reconnects()

    async def alive(self) -> bool:
        """Whether Telegram answers this account now; a dead link is made anew. Raises SessionDead."""
        if not self._is_cut and await self._answers():
            return True
        if self._is_cut:
            await self._renew()
        return not self._is_cut and await self._answers()

    async def _answers(self) -> bool:
        if asyncio.get_running_loop().time() < self._quiet_until:
            return True
        try:
            async with asyncio.timeout(self._answer_seconds):
                with inside.cut_is_an_error():
                    await self._client(functions.updates.GetStateRequest())
        except DEAD as error:
            raise dead(error, self._who) from error
        except errors.RPCError as error:
            # It answers, if not well; its troubles pass, and what they hide is found by comparing.
            log.info("link_troubled", extra={"who": self._who, "error": str(error)})
            self._quiet_until = asyncio.get_running_loop().time() + getattr(error, "seconds", 0)
        except TimeoutError:
            self._is_cut = True
            return False
        except OSError as error:
            log.info("link_away", extra={"who": self._who, "error": repr(error)})
            # Telethon connects again by itself, unless it gave up: it does so when an update cannot be asked for.
            self._is_cut = not self._client.is_connected()
            return False
        return True

    async def _renew(self) -> None:
        log.warning("link_dead", extra={"who": self._who})
        try:
            async with asyncio.timeout(self._answer_seconds):
                with inside.cut_is_an_error():
                    await self._client.disconnect()
                    await self._client.connect()
        except DEAD as error:
            raise dead(error, self._who) from error
        except (OSError, EOFError, errors.RPCError) as error:  # still away: the next look tries again
            log.info("link_away", extra={"who": self._who, "error": repr(error)})
            return
        self._is_cut = False
        self._follow_reconnects()
        self._first()
        await self._after_reconnect()

    def _follow_reconnects(self) -> None:
        inside.after_reconnect(self._client, self._first, self._after_reconnect)

    def _first(self) -> None:
        log.info("reconnected", extra={"who": self._who})
        self.on_reconnect()

    async def _after_reconnect(self) -> None:
        await self._client.catch_up()  # keeps Telethon's own pts right, so that the next push is no gap


def _nobody() -> None:
    """Nobody wants to know."""

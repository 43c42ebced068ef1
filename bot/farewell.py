"""The last words. Where nothing can be stored any more, operators are told directly, while the bot can still speak."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.alerts.key import random_id
from bot.errors import SendError
from bot.lanes import first_of
from bot.message import TEXT_LIMIT, Sender, cut, plain
from bot.texts.catalogues import words
from storage.api import Store
from storage.errors import StorageError
from storage.records import PersonId, Role
from storage.waiting import uninterrupted

log = logging.getLogger(__name__)

T = TypeVar("T")
SECONDS = 5


@dataclass(slots=True)
class Trouble:
    """What storage failed of, as soon as one of the lines knows."""

    error: Exception | None = None

    async def noting(self, line: Coroutine[Any, Any, T]) -> T:
        """Run a line; its failure is known here before the others are told to stop."""
        try:
            return await line
        except* StorageError as errors:
            self.note(first_of(errors))
            raise

    def note(self, error: Exception) -> None:
        """Remember the first one."""
        if self.error is None:
            log.error("storage_failed", extra={"error": str(error)})
            self.error = error


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """Who says it, and to whom where storage cannot even say who the operators are."""

    trouble: Trouble
    store: Store
    sender: Sender
    secret: bytes
    owner: PersonId
    language: str
    now: Callable[[], datetime]

    @asynccontextmanager
    async def said(self) -> AsyncIterator[None]:
        """Run the bot's line; whatever ends it, operators hear of it where it is storage that failed."""
        try:
            yield
        except BaseException as error:
            if isinstance(error, Exception) and (failed := _storage_error(error)):
                self.trouble.note(failed)
            if self.trouble.error is not None:
                # Another line may fail meanwhile, which cancels this one.
                await uninterrupted(asyncio.create_task(self._tell(self.trouble.error)))
            raise

    async def _tell(self, error: Exception) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                for person, language in await self._operators():
                    await self._say(person, language, error)
        except TimeoutError:
            log.warning("farewell_unsaid", extra={"error": "no answer"})

    async def _say(self, person: PersonId, language: str, error: Exception) -> None:
        _ = words(language).gettext
        told = [
            _("⛔️ The bot has to stop: nothing can be stored."),
            str(error),
            _("No post is lost: once this is mended and the bot is started again, it fetches what it missed."),
        ]
        # Once an hour at most, however often the platform starts it anew.
        key = random_id(self.secret, peer=person, key=f"farewell|{self.now():%Y-%m-%dT%H}")
        try:
            await self.sender.send(person, plain(cut("\n".join(told), TEXT_LIMIT)), random_id=key)
        except (SendError, OSError) as failure:
            log.warning("farewell_unsaid", extra={"person": person, "error": str(failure)})

    async def _operators(self) -> list[tuple[PersonId, str]]:
        try:
            people = await self.store.people.all()  # a full disk can still be read
        except StorageError:
            return [(self.owner, self.language)]
        return [(person.id, person.language) for person in people if person.role >= Role.OPERATOR]


def _storage_error(error: Exception) -> Exception | None:
    if isinstance(error, ExceptionGroup):
        known = error.subgroup(StorageError)
        return first_of(known) if known else None
    return error if isinstance(error, StorageError) else None

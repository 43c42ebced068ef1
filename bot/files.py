"""The stage that fetches the files of posts where a channel's entry asks for them, and lets go of old ones."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.bell import Bells
from bot.errors import ChannelError, ChannelWait
from bot.shelf import Shelf, TooLarge
from storage.api import Store
from storage.records import Access, ChannelId, FileId, Job, Stage, WantedFile

log = logging.getLogger(__name__)

BATCH = 20
RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
UNFINISHED = timedelta(hours=1)  # what lies on the shelf that long and is in no row was left there by a crash


class FileSource(Protocol):
    """The accounts that watch, as far as files go."""

    async def accesses(self) -> Mapping[ChannelId, Access]:
        """How channels are reached."""

    def file(self, access: Access, message_id: int) -> AsyncIterator[bytes]:
        """The content of what a message carries, in pieces; nothing where it carries nothing any more.

        Raises the ChannelError tree, and OSError while the network is gone.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Files, from Telegram to the shelf, one after another: posts and alerts come first."""

    store: Store
    source: FileSource
    shelf: Shelf
    bells: Bells
    now: Callable[[], datetime]
    most_bytes: int
    keep: timedelta

    async def fetch_due(self) -> int:
        """Fetch what is due; returns how many were tried."""
        due = await self.store.work.due(Stage.FETCH_FILE, self.now(), limit=BATCH)
        accesses = await self.source.accesses() if due else {}
        for number, job in enumerate(due):
            if self.bells.is_closing:
                return number
            wanted = await self.store.files.get(FileId(job.item))
            if wanted is None:
                raise LookupError(f"there is no file {job.item}")
            await self._fetch(job, wanted, accesses.get(wanted.channel_id))
        return len(due)

    async def _fetch(self, job: Job, wanted: WantedFile, access: Access | None) -> None:
        if access is None:
            await self._put_off(job, "the channel is not watched now", wait=None)
            return
        try:
            content_hash, size = await self.shelf.put(self.source.file(access, wanted.message_id), most=self.most_bytes)
        except TooLarge:
            await self._refuse(job, f"larger than {self.most_bytes:,} bytes")
        except ChannelWait as error:
            await self._put_off(job, str(error), wait=timedelta(seconds=error.seconds))
        except (ChannelError, OSError) as error:
            await self._put_off(job, f"{type(error).__name__}: {error}", wait=None)
        else:
            if size == 0:
                await self._refuse(job, "gone")
                return
            await self.store.files.stored(job, content_hash=content_hash, size=size, at=self.now())
            self.bells.outbox.ring()
            log.info("file_stored", extra={"kind": wanted.kind, "bytes": size})

    async def _refuse(self, job: Job, reason: str) -> None:
        log.info("file_refused", extra={"file": job.item, "reason": reason})
        await self.store.files.refused(job, reason=reason)

    async def _put_off(self, job: Job, error: str, *, wait: timedelta | None) -> None:
        if wait is None and job.failures >= len(RETRIES):
            await self._refuse(job, error)
            return
        next_at = self.now() + (wait or RETRIES[job.failures])
        log.info("file_put_off", extra={"file": job.item, "error": error})
        await self.store.files.put_off(job, error=error, next_at=next_at)

    async def clear(self) -> None:
        """Let go of what was kept long enough, and of what a crash left behind."""
        await self.store.files.forget(before=self.now() - self.keep)
        long_ago = (self.now() - UNFINISHED).timestamp()
        self.shelf.tidy(long_ago)
        left = self.shelf.older(long_ago)
        for content_hash in await self.store.files.unknown(left):
            left[content_hash].unlink(missing_ok=True)

"""Files of posts: which are to be fetched, and which are held."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from storage.records import FileId, Job, WantedFile


class Files(Protocol):
    """Work of stage FETCH_FILE. Storage knows files by their content hash; whoever fetches them keeps the content."""

    async def get(self, file_id: FileId) -> WantedFile | None:
        """A file by its id."""

    async def stored(self, job: Job, *, content_hash: str, size: int, at: datetime) -> None:
        """The content is held (size in bytes); the alerts of a picture's post are to show it."""

    async def refused(self, job: Job, *, reason: str) -> None:
        """It will not be held."""

    async def put_off(self, job: Job, *, error: str, next_at: datetime) -> None:
        """It could not be fetched now; once more at this time."""

    async def forget(self, *, before: datetime) -> int:
        """Hold what was stored before this no longer; returns how many. The rows stay, and say why."""

    async def unknown(self, hashes: Collection[str]) -> set[str]:
        """Which of these contents no file is held by."""

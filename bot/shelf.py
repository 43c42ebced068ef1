"""Where the files of posts lie: beside the database, each under the hash of its content.

A file is written under a name of its own, synced and then renamed, so what has a hash for its name is whole. Nothing
here is ever opened by a program that understands it, unpacked or run: names have no ending, and modes no execute bit.
"""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

MODE = 0o600


class TooLarge(Exception):
    """More came than is to be kept."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of files."""

    folder: Path

    def find(self, content_hash: str) -> Path | None:
        """Where a content lies; None where somebody took it away."""
        path = self._place(content_hash)
        return path if path.is_file() else None

    async def put(self, chunks: AsyncIterator[bytes], *, most: int) -> tuple[str, int]:
        """Keep a content that comes in pieces: its hash and its size in bytes. Raises TooLarge beyond `most` bytes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="part-") as room:
            part = Path(room, "content")
            with part.open("wb") as file:  # noqa: ASYNC230 - pieces are half a megabyte, the page cache takes them at once
                async for chunk in chunks:
                    size += len(chunk)
                    if size > most:
                        raise TooLarge
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                await asyncio.to_thread(os.fsync, file.fileno())
            self._shelve(part, digest.hexdigest())
        return digest.hexdigest(), size

    def _shelve(self, part: Path, content_hash: str) -> None:
        place = self._place(content_hash)
        place.parent.mkdir(exist_ok=True)
        part.chmod(MODE)
        part.replace(place)

    def older(self, than: float) -> dict[str, Path]:
        """Whole files last written before a moment (seconds since 1970), by content hash."""
        return {path.name: path for path in self.folder.glob("??/*") if path.stat().st_mtime < than}

    def tidy(self, than: float) -> None:
        """Take away what a crash left unfinished before a moment."""
        for room in self.folder.glob("part-*"):
            if room.stat().st_mtime < than:
                shutil.rmtree(room)

    def _place(self, content_hash: str) -> Path:
        return self.folder / content_hash[:2] / content_hash

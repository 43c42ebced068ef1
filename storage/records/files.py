"""What posts carry beside their text: pictures, films, documents."""

from dataclasses import dataclass

from storage.records.channels import Media
from storage.records.ids import ChannelId, FileId

PICTURES = frozenset({"photo"})
FILES = PICTURES | {"video", "animation", "audio", "voice", "document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFile:
    """A file that is to be fetched, by the message that carries it."""

    id: FileId
    channel_id: ChannelId
    message_id: int
    kind: str


def wants(media: Media, kind: str | None) -> bool:
    """Whether what a message carries is to be stored."""
    if media is Media.NONE:
        return False
    return kind in (PICTURES if media is Media.PHOTOS else FILES)

"""upload.*: pictures, in parts, in both directions."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.messages import Photo

PART = 1024 * 1024


def get_file(call: Call, request: Any) -> Any:
    """A part of a picture."""
    location = request.location
    photo = call.world.photos.get(location.id) if isinstance(location, types.InputPhotoFileLocation) else None
    if photo is None:
        raise Refusal("LOCATION_INVALID")
    if not 0 < request.limit <= PART:
        raise Refusal("LIMIT_INVALID")
    part = photo.data[request.offset : request.offset + request.limit]
    return types.upload.File(types.storage.FileJpeg(), int(photo.at.timestamp()), part)


def save_file_part(call: Call, request: Any) -> bool:
    """Keep a part of a file that is being uploaded."""
    call.server.uploads.setdefault((call.account, request.file_id), {})[request.file_part] = request.bytes
    return True


def uploaded_photo(call: Call, media: Any) -> Photo | None:
    """The picture that a request brings: one just uploaded, or one that is here already."""
    match media:
        case None:
            return None
        case types.InputMediaUploadedPhoto():
            parts = call.server.uploads.pop((call.account, media.file.id), {})
            if sorted(parts) != list(range(media.file.parts)):
                raise Refusal("FILE_PART_MISSING")
            return call.world.photo(b"".join(parts[number] for number in sorted(parts)))
        case types.InputMediaPhoto() if media.id.id in call.world.photos:
            return call.world.photos[media.id.id]
    raise Refusal("MEDIA_INVALID")


METHODS = table(
    Callers.SIGNED_IN,
    {
        functions.upload.GetFileRequest: get_file,
        functions.upload.SaveFilePartRequest: save_file_part,
    },
)

"""What a post carries beside its text, in words."""

from gettext import NullTranslations

from bot.texts.marking import N_
from storage.records import Post

KINDS = {
    "photo": ("🖼", N_("photo")),
    "video": ("🎬", N_("video")),
    "animation": ("🎞", N_("animation")),
    "audio": ("🎵", N_("audio")),
    "voice": ("🎙", N_("voice message")),
    "document": ("📎", N_("file")),
    "poll": ("📊", N_("poll")),
    "sticker": ("🙂", N_("sticker")),
    "location": ("📍", N_("place on the map")),
    "contact": ("👤", N_("contact")),
}
OTHER = ("📎", N_("attachment"))
ALBUM = ("🖼", N_("album"))


def media_line(post: Post, words: NullTranslations) -> str:
    """«🖼 фото»; where there is no text, it says so. Empty where nothing is attached and there is a text."""
    has_text = bool(post.original.strip())
    if post.media is None and post.album is None:
        return "" if has_text else words.gettext("no text")
    mark, name = ALBUM if post.album is not None else KINDS.get(post.media or "", OTHER)
    shown = f"{mark} {words.gettext(name)}"
    return shown if has_text else words.gettext("{media} without text").format(media=shown)

"""How people write the name of a channel: a username, an @name, a link, an invitation."""

import re
from dataclasses import dataclass, field

USERNAME = r"[A-Za-z][A-Za-z0-9_]{3,31}"
HOST = r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelName:
    """A public username, or the hash of an invitation; exactly one of the two."""

    username: str | None = None
    invite: str | None = field(default=None, repr=False)


def channel_name(text: str) -> ChannelName | None:
    """What a text names, or None: `name`, `@name`, `t.me/name`, `t.me/s/name`, `t.me/name/123`, `t.me/+hash`."""
    text = text.strip().rstrip("/")
    if found := re.fullmatch(HOST + r"(?:\+|joinchat/)([A-Za-z0-9_-]{10,64})", text):
        return ChannelName(invite=found[1])
    if found := re.fullmatch(rf"(?:@|{HOST}(?:s/)?)?({USERNAME})(?:/\d+)?(?:\?.*)?", text):
        return ChannelName(username=found[1])
    if re.fullmatch(r"\+[A-Za-z0-9_-]{10,64}", text):
        return ChannelName(invite=text[1:])
    return None

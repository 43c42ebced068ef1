"""Texts of variables as values.

Each function here turns a text into a value or raises ValueError with what was expected; none repeats a secret.
"""

import re
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

ON = {"on", "yes", "true", "1"}
OFF = {"off", "no", "false", "0", ""}


def positive(text: str) -> int:
    """A whole number above zero."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ValueError("a whole number above zero is expected")
    return int(text)


def minutes_or_never(text: str) -> timedelta | None:
    """A whole number of minutes; 0 for never."""
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number of minutes is expected, 0 for never")
    return timedelta(minutes=int(text)) or None


def times_of_day(text: str) -> tuple[time, ...]:
    """Times such as 08:00,19:30, one at least."""
    try:
        return tuple(sorted({time.fromisoformat(part.strip()).replace(tzinfo=None) for part in text.split(",")}))
    except ValueError:
        raise ValueError("times of day such as 08:00,13:00,19:00 are expected") from None


def rate(text: str) -> float:
    """A number above zero."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e9:
        raise ValueError("a number above zero is expected")
    return value


def switch(text: str) -> bool:
    """On or off."""
    if text.lower() not in ON | OFF:
        raise ValueError("on or off is expected")
    return text.lower() in ON


def one_of(*choices: str) -> Callable[[str], str]:
    """One of a few words, in any case."""

    def parse(text: str) -> str:
        for choice in choices:
            if text.lower() == choice.lower():
                return choice
        raise ValueError(f"one of {', '.join(choices)} is expected, not {text!r}")

    return parse


def timezone(text: str) -> ZoneInfo:
    """A time zone of the IANA list."""
    if text not in available_timezones():
        raise ValueError(f"{text!r} is no time zone; write one such as Europe/Kyiv")
    return ZoneInfo(text)


def existing_file(text: str) -> Path:
    """The path of a file."""
    if not Path(text).is_file():
        raise ValueError(f"there is no file {text}")
    return Path(text)


def server_address(text: str) -> tuple[int, str, int]:
    """`2@127.0.0.1:4430`: data centre, host, port."""
    found = re.fullmatch(r"(\d+)@([^:@\s]+):(\d{1,5})", text)
    if not found or int(found[3]) > 65535:
        raise ValueError("data centre, host and port are expected, such as 2@127.0.0.1:4430")
    return int(found[1]), found[2], int(found[3])


def api_hash(text: str) -> str:
    """32 hexadecimal digits."""
    if not re.fullmatch(r"[0-9a-fA-F]{32}", text):
        raise ValueError("32 hexadecimal digits are expected")
    return text


def bot_token(text: str) -> str:
    """A token as @BotFather gives it."""
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{20,}", text):
        raise ValueError("a token such as 123456:ABC… is expected")
    return text


def sessions(text: str) -> tuple[str, ...]:
    """String sessions, separated by commas."""
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    # Telethon's form: the version, then base64 of data centre, address, port and key
    if not parts or not all(re.fullmatch(r"1[A-Za-z0-9_=-]{340,380}", part) for part in parts):
        raise ValueError("this is no session string")
    return parts

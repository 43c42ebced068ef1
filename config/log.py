"""Logging: constant event words with fields, and no secret in any of it.

    log.info("post_stored", extra={"channel": "…", "message": 12})

prints `2026-03-02T07:30:00Z info bot.watcher post_stored channel=… message=12`, or one JSON object a line.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

HIDDEN = "‹hidden›"
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

SECRET_SHAPES = re.compile(
    r"\b1[A-Za-z0-9_-]{200,}={0,2}"  # a session string
    r"|\b\d{5,}:[A-Za-z0-9_-]{20,}"  # a bot token
    r"|(?<=api_hash=)['\"]?[0-9a-fA-F]{32}"
    r"|(?<=phone_number=)['\"]?\+?\d{7,15}"
    r"|(?<=phone_code=)['\"]?\d{4,8}"
    r"|(?<=t\.me/\+)[A-Za-z0-9_-]{10,}"  # an invitation
    r"|(?<=\?start=)[A-Za-z0-9_-]{10,}"
)


class Redacting(logging.Formatter):
    """Takes secrets out of whatever the inner formatter made, tracebacks included."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        # A shorter secret may be part of a longer one, so the longest goes first.
        known = sorted((re.escape(secret) for secret in secrets if len(secret) >= 5), key=len, reverse=True)
        self._known = re.compile("|".join(known)) if known else None

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line without secrets."""
        line = self._inner.format(record)
        if self._known:
            line = self._known.sub(HIDDEN, line)
        return SECRET_SHAPES.sub(HIDDEN, line)


class Fields(logging.Formatter):
    """One line: time, level, logger, event, then the fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as words."""
        fields = " ".join(f"{name}={_word(value)}" for name, value in fields_of(record).items())
        head = f"{_instant(record)} {record.levelname.lower()} {record.name} {record.getMessage()}"
        return "\n".join(filter(None, [f"{head} {fields}".rstrip(), _trace(self, record)]))


class JSONLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        line: dict[str, object] = {"at": _instant(record), "level": record.levelname.lower(), "logger": record.name}
        line |= {"event": record.getMessage(), **fields_of(record)}
        if trace := _trace(self, record):
            line["trace"] = trace
        return json.dumps(line, ensure_ascii=False, default=str)


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """What was given as `extra`."""
    return {name: value for name, value in vars(record).items() if name not in STANDARD}


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _trace(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    return formatter.formatException(record.exc_info) if record.exc_info else ""


def _word(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if re.search(r"[\s\"=]", text) or not text else text


def set_up_logging(*, level: str, form: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send all logging to one stream (standard error), redacted. Calling it again replaces what was set up."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Redacting(JSONLines() if form == "json" else Fields(), secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("telethon", "apscheduler", "httpx", "httpcore", "trafilatura", "htmldate", "filelock"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))

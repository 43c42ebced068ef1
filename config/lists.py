"""The lists an operator writes: channels.toml and feeds.toml. Read whole, with every problem at once.

config knows nothing of storage, so what is read are plain entries; whoever imports them makes records of them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.links import channel_name
from config.settings import SettingsError

MODES = ("join", "poll")
MEDIA = ("none", "photos", "all")
KINDS = ("rss", "sitemap")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEntry:
    """One [[channel]]."""

    username: str | None = None
    invite: str | None = None
    id: int | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()
    tier: int | None = None
    mode: str = "join"
    language: str | None = None
    media: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One [[feed]]."""

    url: str
    site: str
    ours: bool = False
    kind: str | None = None
    every_seconds: int = 120


def read_channels(path: Path) -> list[ChannelEntry]:
    """The channels of a file; a missing file is an empty list. Raises SettingsError."""
    tables = _Tables(path, "channel")
    entries = [_channel(table) for table in tables]
    for table, entry in zip(tables, entries, strict=True):
        name = (entry.username or entry.invite or "").lower()
        table.unique("username" if entry.username else "invite", name)
    tables.finish()
    return entries


def read_feeds(path: Path) -> list[FeedEntry]:
    """The feeds of a file; a missing file is an empty list. Raises SettingsError."""
    tables = _Tables(path, "feed")
    entries = [_feed(table) for table in tables]
    for table, entry in zip(tables, entries, strict=True):
        table.unique("url", entry.url)
    tables.finish()
    return entries


def _channel(table: "_Table") -> ChannelEntry:
    table.only("username", "invite", "id", "title", "aliases", "tier", "mode", "language", "media")
    username, invite = table.text("username"), table.text("invite")
    if (username is None) == (invite is None):
        table.problem("needs either username or invite")
    name = channel_name(username or invite or "")
    if (username or invite) and (name is None or (name.username is None) != (username is None)):
        table.problem(f"{username or invite!r} is no {'username' if username else 'invite link'} of a channel")
    return ChannelEntry(
        username=name.username if name else None,
        invite=name.invite if name else None,
        id=table.number("id", low=1),
        title=table.text("title"),
        aliases=table.texts("aliases"),
        tier=table.number("tier", low=1, high=4),
        mode=table.choice("mode", MODES) or "join",
        language=table.choice("language", ("uk", "ru", "en")),
        media=table.choice("media", MEDIA) or "none",
    )


def _feed(table: "_Table") -> FeedEntry:
    table.only("url", "site", "ours", "kind", "every_seconds")
    url = table.text("url") or ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        table.problem(f"url must be an http or https address, not {url!r}")
    return FeedEntry(
        url=url,
        site=table.text("site") or (parts.hostname or "").removeprefix("www."),
        ours=table.flag("ours"),
        kind=table.choice("kind", KINDS),
        every_seconds=table.number("every_seconds", low=1) or 120,
    )


class _Table:
    """One entry, read field by field; problems are collected by its file."""

    def __init__(self, file: "_Tables", number: int, values: Mapping[str, object]) -> None:
        self._file = file
        self._values = values
        name = next((str(values[key]) for key in ("username", "invite", "url") if key in values), "")
        line = f", line {file.lines[number - 1]}" if file.lines else ""
        self._where = f"{file.path.name}{line}, {file.kind} {number}" + (f" ({name})" if name else "")

    def problem(self, words: str) -> None:
        self._file.problems.append(f"{self._where}: {words}")

    def only(self, *names: str) -> None:
        for name in sorted(set(self._values) - set(names)):
            self.problem(f"{name} is not known; write one of {', '.join(names)}")

    def unique(self, field: str, value: str) -> None:
        if value and value in self._file.seen:
            self.problem(f"{field} {value} stands twice")
        self._file.seen.add(value)

    def text(self, name: str) -> str | None:
        value = self._values.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value.strip() if isinstance(value, str) else None
        self.problem(f"{name} must be a text in quotes")
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._values.get(name, [])
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        self.problem(f'{name} must be a list of texts, such as ["Генштаб", "Генштаб ЗСУ"]')
        return ()

    def number(self, name: str, *, low: int, high: int | None = None) -> int | None:
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and low <= value and (high is None or value <= high):
            return value
        self.problem(f"{name} must be a whole number, {low} " + ("or more" if high is None else f"to {high}"))
        return None

    def flag(self, name: str) -> bool:
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            self.problem(f"{name} must be true or false")
        return value is True

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        value = self._values.get(name)
        if value is None or value in choices:
            return None if value is None else str(value)
        self.problem(f"{name} must be one of {', '.join(choices)}")
        return None


class _Tables(list[_Table]):
    """The entries of a file, with all that is wrong in it."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__()
        self.path = path
        self.kind = kind
        self.problems: list[str] = []
        self.seen: set[str] = set()
        self._text = ""
        content = self._read()
        for name in sorted(set(content) - {kind}):
            self.problems.append(f"{path.name}: {name} is not known; entries start with [[{kind}]]")
        tables = content.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problems.append(f"{path.name}: entries start with [[{kind}]], in double brackets")
            tables = []
        self.lines = self._headers(len(tables))
        self.extend(_Table(self, number, table) for number, table in enumerate(tables, 1))

    def _read(self) -> dict[str, object]:
        try:
            self._text = self.path.read_text(encoding="utf-8")
            return tomllib.loads(self._text)
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(f"{self.path.name} is no valid TOML: {error}")
        except OSError as error:
            self.problems.append(f"{self.path.name} cannot be read: {error.strerror}")
        return {}

    def _headers(self, entries: int) -> list[int]:
        """The line of each entry's header; none where they are written otherwise, or stand in a text of many lines.

        tomllib forgets lines, and tomlkit, which keeps them, tells them to nobody.
        """
        header = re.compile(rf"\s*\[\[\s*[\"']?{self.kind}[\"']?\s*\]\]")
        lines = [number for number, line in enumerate(self._text.splitlines(), 1) if header.match(line)]
        return lines if len(lines) == entries else []

    def finish(self) -> None:
        if self.problems:
            raise SettingsError(self.problems)

"""The lists an operator writes: channels.toml and feeds.toml. Read whole, with every problem at once.

config knows nothing of storage, so what is read are plain entries; whoever imports them makes records of them.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.links import channel_name
from config.tables import Table, Tables

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
    tables = Tables(path, "channel")
    entries = [_channel(table) for table in tables]
    for table, entry in zip(tables, entries, strict=True):
        name = (entry.username or entry.invite or "").lower()
        table.unique("username" if entry.username else "invite", name)
    tables.finish()
    return entries


def read_feeds(path: Path) -> list[FeedEntry]:
    """The feeds of a file; a missing file is an empty list. Raises SettingsError."""
    tables = Tables(path, "feed")
    entries = [_feed(table) for table in tables]
    for table, entry in zip(tables, entries, strict=True):
        table.unique("url", entry.url)
    tables.finish()
    return entries


def _channel(table: Table) -> ChannelEntry:
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


def _feed(table: Table) -> FeedEntry:
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

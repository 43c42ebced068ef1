"""The part of `check` that reads the operator's lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.commands.findings import Finding, attempt, counted, missing
from config.lists import ChannelEntry, FeedEntry
from config.outside import OutsideEntry

_ELSEWHERE = "set CONFIG_DIR, or run it from the project's folder"
_NOT_OURS = (
    "no feed is yours: put `ours = true` under that of your own site. Until then it is not known what you wrote: "
    "no post leaves /queue by itself, and /handover and /stats count nothing as yours"
)


class Lists(NamedTuple):
    """What the lists hold, and what was found about them."""

    channels: Sequence[ChannelEntry]
    feeds: Sequence[FeedEntry]
    findings: Sequence[Finding]


def look_at_lists(folder: Path, env: Mapping[str, str]) -> Lists:
    """Read channels.toml, feeds.toml and, where it is there, outside.toml."""
    from config.lists import read_channels, read_feeds

    channels_file, feeds_file, outside = (folder / f"{name}.toml" for name in ("channels", "feeds", "outside"))
    channels, of_channels = attempt(channels_file.name, lambda: read_channels(channels_file), counted)
    feeds, of_feeds = attempt(feeds_file.name, lambda: read_feeds(feeds_file), counted)
    findings = attempt(outside.name, lambda: addressees_of(outside, env), counted)[1] if outside.is_file() else []
    for file, found in ((channels_file, of_channels), (feeds_file, of_feeds)):
        findings += missing(file, _ELSEWHERE) or found
    if feeds is not None and feeds_file.is_file() and not any(feed.ours for feed in feeds):
        findings.append(Finding(what=feeds_file.name, ok=True, words=_NOT_OURS, warning=True))
    return Lists(channels or [], feeds or [], findings)


def addressees_of(file: Path, env: Mapping[str, str]) -> list[OutsideEntry]:
    """Those who hear without Telegram, each with an address that works. Raises SettingsError."""
    from bot.outside import addressees, ways
    from config.outside import read_outside

    entries = read_outside(file, env)
    ways(entries, addressees(entries, language="", timezone=""))
    return entries

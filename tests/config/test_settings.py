"""Settings are read once, and every problem is named at once with its remedy."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.settings import Settings, SettingsError, environment, read_application, read_local, read_settings

SESSION = "1" + "A" * 352
COMPLETE = {
    "TELEGRAM_API_ID": "12345",
    "TELEGRAM_API_HASH": "0123456789abcdef0123456789abcdef",
    "TELEGRAM_SESSION": SESSION,
    "TELEGRAM_BOT_TOKEN": "123456:AAExample-example_example-example1",
    "OWNER_ID": "777",
}


def problems_of(**changes: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings({**COMPLETE, **changes})
    return caught.value.problems


def test_the_required_settings_suffice() -> None:
    settings = read_settings(COMPLETE)
    assert settings.accounts.owner_id == 777
    assert settings.accounts.sessions == (SESSION,)
    assert settings.local.database_url == "sqlite:///data/dzherelo.db"
    assert settings.local.timezone == ZoneInfo("Europe/Kyiv")
    assert (settings.pace.per_second, settings.pace.per_chat_per_second) == (25, 1)
    assert settings.application.server is None
    assert not settings.fetch_loopback


def test_everything_that_is_missing_is_named_at_once_with_what_to_do() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({})
    text = str(caught.value)
    for name in COMPLETE:
        assert name in text
    for remedy in ("my.telegram.org", "python -m bot login", "@BotFather"):
        assert remedy in text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TELEGRAM_API_ID", "abc", "whole number"),
        ("TELEGRAM_API_HASH", "abc", "32 hexadecimal digits"),
        ("TELEGRAM_SESSION", "not-a-session", "python -m bot login"),
        ("TELEGRAM_BOT_TOKEN", "hello", "@BotFather"),
        ("OWNER_ID", "@olena", "whole number"),
        ("TIMEZONE", "Europe/Kiyv", "Europe/Kyiv"),
        ("UI_LANGUAGE", "de", "uk, en"),
        ("FETCH_LOOPBACK", "maybe", "on or off"),
        ("SEND_PER_SECOND", "-1", "above zero"),
        ("TELEGRAM_SERVER", "127.0.0.1", "2@127.0.0.1:4430"),
        ("TELEGRAM_SERVER_KEY", "no/such/key.pem", "there is no file"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(name: str, value: str, words: str) -> None:
    (problem,) = problems_of(**{name: value})
    assert problem.startswith(name)
    assert words in problem


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("DIGEST_AT", "8", "08:00,13:00,19:00"),
        ("CLAIM_MINUTES", "x", "20"),
        ("RESUME_SUMMARY_MINUTES", "x", "30"),
        ("ESCALATE_MINUTES", "-1", "15"),
        ("SEND_PER_SECOND", "x", "25"),
        ("FETCH_LOOPBACK", "maybe", "off"),
        ("TIMEZONE", "Kyiv", "Europe/Kyiv"),
    ],
)
def test_what_it_is_when_left_out_is_said_as_one_would_write_it(name: str, value: str, written: str) -> None:
    (problem,) = problems_of(**{name: value})
    assert problem.endswith(f"; leave it out for {written}")
    assert read_settings({**COMPLETE, name: written}) == read_settings(COMPLETE)


def test_two_wrong_values_are_both_named() -> None:
    assert len(problems_of(OWNER_ID="x", TIMEZONE="x")) == 2


def test_problems_and_representations_hold_no_secret() -> None:
    assert "secret-looking" not in "".join(problems_of(TELEGRAM_SESSION="secret-looking"))
    shown = repr(read_settings(COMPLETE))
    for name in ("TELEGRAM_API_HASH", "TELEGRAM_SESSION", "TELEGRAM_BOT_TOKEN"):
        assert COMPLETE[name] not in shown


def test_several_sessions_are_separated_by_commas() -> None:
    settings = read_settings({**COMPLETE, "TELEGRAM_SESSION": f"{SESSION}, {SESSION}"})
    assert len(settings.accounts.sessions) == 2


def test_another_server_is_data_centre_host_and_port(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text("…")
    env = {**COMPLETE, "TELEGRAM_SERVER": "2@127.0.0.1:4430", "TELEGRAM_SERVER_KEY": str(key)}
    server = read_application(env).server
    assert server is not None
    assert (server.dc, server.host, server.port, server.key_path) == (2, "127.0.0.1", 4430, key)


def test_a_command_without_telegram_needs_no_account() -> None:
    assert read_local({}).language == "uk"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("UI_LANGUAGE=en\nTIMEZONE=Europe/London\n")
    env = environment(file, {"UI_LANGUAGE": "uk"})
    assert read_local(env).language == "uk"
    assert read_local(env).timezone == ZoneInfo("Europe/London")


class Recording(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.asked: set[str] = set()

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        self.asked.add(key)
        return super().get(key, default)


def test_the_example_names_every_variable_and_no_other() -> None:
    env = Recording(COMPLETE)
    read_settings(env)
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text(encoding="utf-8")
    named = {line.lstrip("#").split("=")[0] for line in example.splitlines() if "=" in line.split(" ")[0]}
    assert named == env.asked


def test_the_example_shows_what_each_optional_variable_is_when_left_out() -> None:
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text(encoding="utf-8")
    shown = dict(line[1:].split("=", 1) for line in example.splitlines() if line.startswith("#") and line[1] != " ")
    del shown["TELEGRAM_SERVER"]  # without it there is no other server
    assert shown["DIGEST_AT"] == "08:00,13:00,19:00"
    assert read_settings({**COMPLETE, **shown}) == read_settings(COMPLETE)


def test_settings_are_frozen() -> None:
    settings: Settings = read_settings(COMPLETE)
    with pytest.raises(AttributeError):
        settings.fetch_loopback = True  # type: ignore[misc]

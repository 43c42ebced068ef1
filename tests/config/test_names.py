"""Names of variables that nobody reads are told, with the one that was probably meant."""

import re
from pathlib import Path

import pytest

from config.names import Noting, unread
from config.settings import SettingsError, read_settings


@pytest.fixture
def known() -> set[str]:
    env = Noting({})
    with pytest.raises(SettingsError):
        read_settings(env)
    return env.asked


def test_what_the_settings_ask_for_is_what_the_example_lists(known: set[str]) -> None:
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text(encoding="utf-8")
    assert known == set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))


def test_a_slip_in_a_name_is_told_with_the_name_that_was_meant(known: set[str]) -> None:
    assert unread(["TELEGRAM_BOT_TOKN"], [], known) == [
        "nobody reads TELEGRAM_BOT_TOKN: did you mean TELEGRAM_BOT_TOKEN?"
    ]
    assert unread([], ["OWNER_IDS", "TELEGRAM_PROXY"], known)[0].endswith("did you mean OWNER_ID?")
    assert unread(["timezone"], [], known) == ["nobody reads timezone: did you mean TIMEZONE?"]


def test_a_name_of_the_file_that_is_like_none_is_told_too(known: set[str]) -> None:
    assert unread(["SENTRY_DSN"], [], known) == ["nobody reads SENTRY_DSN; .env.example lists what is read"]


def test_names_of_others_in_the_environment_are_theirs(known: set[str]) -> None:
    others = ["PATH", "LANGUAGE", "LANG", "TZ", "HOME", "PORT", "DATABASE", "LOGNAME", "DZHERELO_CACHE", "OWNER_ID"]
    assert unread(["OWNER_ID"], others, known) == []

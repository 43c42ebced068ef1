"""channels.toml and feeds.toml are read whole, and every problem is named with its place."""

from pathlib import Path

import pytest

from config.links import ChannelName, channel_name
from config.lists import read_channels, read_feeds
from config.settings import SettingsError

STARTERS = Path(__file__).resolve().parents[2] / "config"


def problems(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    read = read_channels if path.name == "channels.toml" else read_feeds
    with pytest.raises(SettingsError) as caught:
        read(path)
    return "\n".join(caught.value.problems)


@pytest.fixture
def channels(tmp_path: Path) -> Path:
    return tmp_path / "channels.toml"


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    return tmp_path / "feeds.toml"


def test_a_channel_needs_only_its_name(channels: Path) -> None:
    channels.write_text('[[channel]]\nusername = "@genshtab_test"\n', encoding="utf-8")
    (entry,) = read_channels(channels)
    assert (entry.username, entry.tier, entry.mode) == ("genshtab_test", None, "join")


def test_a_private_channel_is_named_by_its_invitation(channels: Path) -> None:
    channels.write_text('[[channel]]\ninvite = "https://t.me/+AbCdEfGhIjKl"\ntier = 1\n', encoding="utf-8")
    (entry,) = read_channels(channels)
    assert (entry.username, entry.invite, entry.tier) == (None, "AbCdEfGhIjKl", 1)


def test_all_problems_of_a_file_are_named_at_once_with_their_places(channels: Path) -> None:
    text = problems(
        channels,
        """
        [[channel]]
        username = "genshtab_test"
        tier = 7
        [[channel]]
        aliases = "Генштаб"
        [[channel]]
        username = "genshtab_test"
        colour = "red"
        """,
    )
    assert "channels.toml, line 2, channel 1 (genshtab_test): tier must be a whole number, 1 to 4" in text
    assert "channels.toml, line 5, channel 2: needs either username or invite" in text
    assert "channel 2: aliases must be a list of texts" in text
    assert "channels.toml, line 7, channel 3 (genshtab_test): colour is not known" in text
    assert "username genshtab_test stands twice" in text


@pytest.mark.parametrize(
    "text",
    [
        'channel = [{username = "genshtab_test", tier = 7}]',
        '[[channel]]\nusername = "genshtab_test"\ntier = 7\ntitle = """\n[[channel]]\n"""',
    ],
)
def test_a_line_that_is_not_sure_is_not_named(channels: Path, text: str) -> None:
    (problem,) = problems(channels, text).split("\n")
    assert problem.startswith("channels.toml, channel 1 (genshtab_test): tier")


def test_malformed_toml_names_the_line(channels: Path) -> None:
    assert "line 2" in problems(channels, '[[channel]]\nusername = "genshtab\n')


def test_single_brackets_are_explained(channels: Path) -> None:
    assert "[[channel]], in double brackets" in problems(channels, '[channel]\nusername = "genshtab_test"\n')


def test_a_name_that_cannot_be_a_channel_is_refused(channels: Path) -> None:
    assert "is no username" in problems(channels, '[[channel]]\nusername = "не канал"\n')


def test_a_missing_file_is_an_empty_list(tmp_path: Path) -> None:
    assert read_channels(tmp_path / "channels.toml") == []


def test_a_feed_takes_its_site_from_its_address(feeds: Path) -> None:
    feeds.write_text('[[feed]]\nurl = "https://www.visnyk.example/rss"\nevery_seconds = 1\n', encoding="utf-8")
    (entry,) = read_feeds(feeds)
    assert (entry.site, entry.every_seconds, entry.ours, entry.kind) == ("visnyk.example", 1, False, None)


def test_a_feed_with_a_wrong_address_is_refused(feeds: Path) -> None:
    assert "url must be an http or https address" in problems(feeds, '[[feed]]\nurl = "ftp://visnyk.example"\n')


def test_the_starter_lists_are_right() -> None:
    assert len(read_channels(STARTERS / "channels.toml")) >= 20
    assert len(read_feeds(STARTERS / "feeds.toml")) >= 12


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("genshtab_test", ChannelName(username="genshtab_test")),
        ("@genshtab_test", ChannelName(username="genshtab_test")),
        ("https://t.me/genshtab_test", ChannelName(username="genshtab_test")),
        ("t.me/s/genshtab_test", ChannelName(username="genshtab_test")),
        ("https://t.me/genshtab_test/4512?single", ChannelName(username="genshtab_test")),
        ("https://t.me/+AbCdEfGhIjKl", ChannelName(invite="AbCdEfGhIjKl")),
        ("https://t.me/joinchat/AbCdEfGhIjKl", ChannelName(invite="AbCdEfGhIjKl")),
        ("+AbCdEfGhIjKl", ChannelName(invite="AbCdEfGhIjKl")),
        ("https://visnyk.example/t.me/genshtab", None),
        ("не канал", None),
        ("", None),
    ],
)
def test_people_write_names_of_channels_in_many_ways(text: str, name: ChannelName | None) -> None:
    assert channel_name(text) == name

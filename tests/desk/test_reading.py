"""What people write, read: commands, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.requests import PostAddress, address, command, post_address


@pytest.mark.parametrize(
    ("text", "name", "to", "rest"),
    [
        ("/start", "start", None, ""),
        ("  /Help  ", "help", None, ""),
        ("/latest@dzherelo_bot", "latest", "dzherelo_bot", ""),
        ("/search  втрати ворога ", "search", None, "втрати ворога"),
        ("/search\nдва\nрядки", "search", None, "два\nрядки"),
    ],
)
def test_commands(text: str, name: str, to: str | None, rest: str):
    found = command(text)
    assert found is not None
    assert (found.name, found.to, found.rest) == (name, to, rest)


@pytest.mark.parametrize("text", ["", "start", "/", "/ start", "//start", "про /start", "/почати", "/start!"])
def test_what_is_no_command(text: str):
    assert command(text) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("Гляньте: https://news.example/a?b=1, дякую", "https://news.example/a?b=1"),
        ("(див. https://news.example/a)", "https://news.example/a"),
        ("https://uk.example/wiki/Лебедин_(місто)", "https://uk.example/wiki/Лебедин_(місто)"),
        ("«https://news.example/a»", "https://news.example/a"),
        ("www.news.example/a", "https://www.news.example/a"),
        ("news.example/2026/03/a.html", "https://news.example/2026/03/a.html"),
        ("t.me/general/5", "https://t.me/general/5"),
        ("HTTPS://News.example/A", "HTTPS://News.example/A"),
    ],
)
def test_addresses(text: str, url: str):
    assert address(text) == url


@pytest.mark.parametrize("text", ["", "слово", "і/або", "марта@news.example", "97/118", "о 14:05. Далі"])
def test_what_is_no_address(text: str):
    assert address(text) is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://t.me/general/5", PostAddress("general", 5)),
        ("https://t.me/s/general/5?single", PostAddress("general", 5)),
        ("https://telegram.me/general/5/", PostAddress("general", 5)),
        ("https://t.me/c/1001/5", PostAddress("1001", 5)),
        ("https://t.me/c/1001/3/5", PostAddress("1001", 5)),
        ("https://t.me/general", None),
        ("https://t.me/+AbCdEfGhIjKl", None),
        ("https://news.example/general/5", None),
        ("https://t.me/general/" + "9" * 40, None),
    ],
)
def test_posts_behind_addresses(url: str, found: PostAddress | None):
    assert post_address(url) == found


@given(st.text(alphabet="/@.:t me()aб1-_?#", max_size=60))
def test_nothing_upsets_the_reading(text: str):
    command(text)
    post_address(address(text) or text)

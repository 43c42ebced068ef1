"""Addresses in one form."""

import pytest

from bot.web.addresses import canonical, host_of, telegram_post


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Visnyk.Example:443/a//b/?utm_source=x&b=2&fbclid=3&a=1#part", "https://visnyk.example/a/b/?a=1&b=2"),
        ("http://127.0.0.1:8080/news/1/", "http://127.0.0.1:8080/news/1/"),
        (" https://visnyk.example/новини/1 ", "https://visnyk.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"),
        ("/news/1", "https://visnyk.example/news/1"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("https://visnyk.example/news?id=1", "https://visnyk.example/news?id=1"),
        ("mailto:desk@visnyk.example", None),
        ("javascript:alert(1)", None),
        ("ftp://visnyk.example/x", None),
        ("https://user:word@visnyk.example/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_address_has_one_form(url: str, expected: str | None) -> None:
    assert canonical(url, base="https://visnyk.example/feed") == expected


def test_the_form_is_final() -> None:
    for url in ("https://visnyk.example/новини/?б=1", "https://visnyk.example/a%20b", "https://xn--e1afmkfd.example/"):
        once = canonical(url)
        assert once is not None
        assert canonical(once) == once


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://t.me/holos/12", "https://t.me/holos/12"),
        ("t.me/holos/12", "https://t.me/holos/12"),
        ("http://www.telegram.me/s/holos/12?q=1#x", "https://t.me/holos/12"),
        ("https://t.me/holos/12?comment=34", "https://t.me/holos/12"),
        ("https://t.me/holos_group/5/12", "https://t.me/holos_group/12"),
        ("https://t.me/c/1234567890/12", "https://t.me/c/1234567890/12"),
        ("tg://resolve?post=12&domain=holos", "https://t.me/holos/12"),
        ("https://t.me/holos", None),
        ("https://t.me/share/url?url=https://t.me/holos/12", None),
        ("https://nott.me/holos/12", None),
        ("https://visnyk.example/t.me/holos/12", None),
    ],
)
def test_a_telegram_post_has_one_address(url: str, expected: str | None) -> None:
    assert telegram_post(url) == expected


def test_hosts_lose_their_www() -> None:
    assert host_of("https://www.visnyk.example/a") == "visnyk.example"
    assert host_of("http://[") == ""

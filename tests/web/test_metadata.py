"""What a page says of its article: its links, times, address and title."""

from datetime import UTC, datetime

import pytest

from tests.web.reading import SENTENCES, page, read


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://t.me/s/holos_uriadu/77?before=80", "https://t.me/holos_uriadu/77"),
        ("http://telegram.me/holos_uriadu/77", "https://t.me/holos_uriadu/77"),
        ("tg://resolve?domain=holos_uriadu&amp;post=77", "https://t.me/holos_uriadu/77"),
        ("https://t.me/c/1234567/77", "https://t.me/c/1234567/77"),
        ("https://t.me/holos_uriadu", "https://t.me/holos_uriadu"),
        ("https://other.example/a?utm_campaign=x#part", "https://other.example/a"),
    ],
)
def test_links_take_one_form(link: str, kept: str) -> None:
    assert kept in read(page(f'<p>{SENTENCES} <a href="{link}">повідомили</a> в уряді.</p>')).links


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2026-03-02T09:15:00+02:00">', (7, 15)),
        ('<meta property="article:published_time" content="2026-03-02T07:15:00.000Z">', (7, 15)),
        ('<meta property="article:published_time" content="2026-03-02 09:15">', (7, 15)),  # of the site's zone
        ('<meta property="article:published_time" content="2026-03-02">', (21, 59)),  # the end of that day
        ('<script type="application/ld+json">{"datePublished": "2026-03-02T09:15+0200"}</script>', (7, 15)),
        ('<meta property="article:published_time" content="sometime">', None),
    ],
)
def test_times_are_aware_and_never_too_early(head: str, expected: tuple[int, int] | None) -> None:
    found = read(page(f"<p>{SENTENCES}</p>", head=head), url="https://visnyk.example/a/").published_at
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.day, found.hour, found.minute) == (2, *expected)
        assert found.tzinfo is UTC


def test_a_time_element_tells_the_time_of_day() -> None:
    body = f'<time datetime="2026-03-02T09:15">2 березня</time><p>{SENTENCES}</p>'
    found = read(page(body), url="https://visnyk.example/2026/03/02/a/").published_at
    assert found == datetime(2026, 3, 2, 7, 15, tzinfo=UTC)


def test_a_canonical_address_of_another_site_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://elsewhere.example/stolen/">'
    assert read(page(f"<p>{SENTENCES}</p>", head=head)).url == "https://visnyk.example/news/2026/03/02/1001/"


def test_the_name_of_the_site_leaves_the_title() -> None:
    head = '<title>Новий міст відкрили – Вісник</title><meta property="og:site_name" content="Вісник">'
    assert read(page(f"<p>{SENTENCES}</p>", head=head)).title == "Новий міст відкрили"

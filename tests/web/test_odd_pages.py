"""Pages that say nothing, are none, or are built to do harm."""

import pytest

from bot.web.errors import NotAPage
from storage.records import ArticleAccess
from tests.web.reading import SENTENCES, page, read


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><title>Вісник</title></head><body><noscript>Увімкніть JavaScript</noscript></body></html>",
        page("<h1>Назва</h1><p>Цей матеріал доступний лише передплатникам. Оформіть передплату, щоб читати далі.</p>"),
        page(
            f"<p>{SENTENCES}</p>", head='<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
        ),
        "",
        "   ",
        "\x00\x01",
        "<!-- nothing -->",
    ],
)
def test_a_wall_or_a_script_leaves_what_the_feed_says(content: str) -> None:
    found = read(content)
    assert found.access is ArticleAccess.SUMMARY
    assert (found.title, found.lead, found.text) == ("Назва зі стрічки", "Коротко зі стрічки.", "")
    assert found.url == "https://visnyk.example/news/2026/03/02/1001/"
    assert found.language == "uk"
    assert found.fingerprint == 0
    assert found.keys


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "application/json"])
def test_what_is_no_page_is_refused(kind: str) -> None:
    with pytest.raises(NotAPage, match=kind) as raised:
        read(b"%PDF-1.7", kind=kind)
    assert raised.value.lasting


def test_a_redirect_to_the_front_page_is_no_article() -> None:
    with pytest.raises(NotAPage, match="front page"):
        read(page(f"<p>{SENTENCES}</p>"), url="https://visnyk.example/")


def test_an_xml_declaration_does_no_harm() -> None:
    declared = '<?xml version="1.0" encoding="windows-1251"?>' + page(f"<p>{SENTENCES}</p>")
    assert read(declared).text == SENTENCES


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<p " + "/".join(f"a{n}" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<p a='>' b='<' " + " ".join(f"a{n}=''" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<!-- <script> --><p " + " ".join(f"a{n}" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<p>" + "<br>" * 100_000, "elements"),
    ],
)
def test_a_page_built_to_keep_us_busy_is_refused(content: str, words: str) -> None:
    with pytest.raises(NotAPage, match=words):
        read(content)


def test_a_picture_inside_the_page_does_no_harm() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo/a=" * 20_000
    assert read(page(f'<p>{SENTENCES}</p><img src="{picture}"><p>Останнє речення статті.</p>')).text.startswith(
        SENTENCES
    )


def test_a_script_full_of_comparisons_does_no_harm() -> None:
    script = "<script>" + "for (i = 0; i<n; i++) { a = b / c }" * 20_000 + "</script>"
    assert read(page(f"{script}<p>{SENTENCES}</p>")).text == SENTENCES


def test_a_text_without_end_is_cut() -> None:
    assert len(read(page("<p>" + "слово " * 50_000 + "</p>")).text) == 200_000

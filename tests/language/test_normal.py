import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import APOSTROPHE, normalise


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_normal_text_is_composed_and_can_be_stored(text: str) -> None:
    normal = normalise(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert "\x00" not in normal
    normal.encode("utf-8")


@pytest.mark.parametrize("mark", ["'", "’", "‘", "`", "ʹ", "ʼ", "′"])
def test_every_apostrophe_inside_a_word_becomes_the_one(mark: str) -> None:
    assert normalise(f"п{mark}ять об{mark}єктів") == f"п{APOSTROPHE}ять об{APOSTROPHE}єктів"


def test_quotation_marks_around_words_are_no_apostrophes() -> None:
    assert normalise("’слово’ 'слово'") == "’слово’ 'слово'"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("За\u0301мок і замо\u0301к", "Замок і замок"),
        ("ї\u200bжак\u00ad", "їжак"),
        ("и\u0306", "й"),
        ("2\u00a0400 кв.\u202fметрів", "2 400 кв. метрів"),
        ("один\r\n\r\n\r\nдва  \n три", "один\n\nдва\nтри"),
        ("а\x00б\ud800в", "абв"),
        ("  \n ", ""),
    ],
)
def test_what_is_unseen_goes_and_paragraphs_stay(written: str, expected: str) -> None:
    assert normalise(written) == expected

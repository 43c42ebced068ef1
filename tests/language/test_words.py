import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import fold, normalise, search_keys, tokens


@settings(max_examples=50)
@given(st.text(alphabet="aБї\u02bc 1.,:-‑\n«»🔥", max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


def test_numbers_and_hyphenated_words_stay_whole() -> None:
    found = [
        token.text
        for token in tokens(normalise("О 07:30 згоріло 2 400 кв. м, п'ять пожежно-рятувальних бригад, 1,5 черги"))
    ]
    assert found == [
        "О",
        "07:30",
        "згоріло",
        "2 400",
        "кв",
        "м",
        "пʼять",
        "пожежно-рятувальних",
        "бригад",
        "1,5",
        "черги",
    ]


@pytest.mark.parametrize("text", ["\u02bc", "\u02bcs", "\u02bcтак\u02bc", "а \u02bcs"])
def test_an_apostrophe_begins_no_word(text: str) -> None:
    assert not any(token.text.startswith("\u02bc") for token in tokens(text))
    assert "l: " not in f"{search_keys(text)} "


@pytest.mark.parametrize(
    ("one", "other"), [("Пʼять", "п'ять"), ("Києва", "Kиєва"), ("Ukraineʼs", "ukraine"), ("по‑новому", "по-новому")]
)
def test_spellings_of_a_word_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)

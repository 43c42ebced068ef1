import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import query_keys, search_keys


def finds(word: str, text: str) -> bool:
    return bool(set(query_keys(word)) & set(search_keys(text).split()))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Залужний", "Зустріч Залужного з послами"),
        ("Сирського", "Заява: Сирський у штабі"),
        ("сирський", "Розмова із Сирським"),
        ("Умєров", "Делегацію Умєрова прийняли"),
        ("Шмигаль", "за участю Шмигаля"),
        ("рф", "удар рф по місту"),
        ("дрони", "збито дев'ять дронів"),
        ("п'ять", "лишилося п’ять хвилин"),
        ("2400", "на площі 2 400 кв. метрів"),
        ("ракеты", "выпустили две ракеты"),
        ("missile", "Two missiles were launched"),
    ],
)
def test_a_word_is_found_in_other_forms(word: str, text: str) -> None:
    assert finds(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("рф", "в'язаний шарф"),
        ("Залужний", "За лужком пасуться"),
        ("Зеленський", "зелений коридор"),
        ("41", "410 людей"),
    ],
)
def test_other_words_are_not_found(word: str, text: str) -> None:
    assert not finds(word, text)


@pytest.mark.parametrize("word", ["", "  ", "🔥", "«»", "-"])
def test_what_holds_no_word_asks_for_nothing(word: str) -> None:
    assert query_keys(word) == ()


@settings(max_examples=25)  # the first example loads the dictionaries
@given(st.text(max_size=40))
def test_keys_keep_to_their_alphabet(text: str) -> None:
    for key in search_keys(text).split():
        assert re.fullmatch(r"[lcdxkt]:[\w.:-]*", key)
        assert key == key.lower()

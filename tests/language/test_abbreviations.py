"""Dots that end no sentence."""

import pytest

from bot.language.abbreviations import is_shortened


@pytest.mark.parametrize(
    "text",
    ["said Gen. Roman Hai", "the U.S. Army", "у м. Суми горить", "на вул. Садовій", "каже О. Зоря", "Lt. Gen. Brady"],
)
def test_a_name_follows_a_shortened_word(text: str) -> None:
    assert is_shortened(text, text.rindex(". "))


@pytest.mark.parametrize(
    "text", ["Це сказав він. Потім", "глибина 5 м. Потім", "до ППО. Уночі", "He is an agent. Then", "1,5 млрд. Далі"]
)
def test_a_sentence_ends_where_none_does(text: str) -> None:
    assert not is_shortened(text, text.rindex(". "))

"""Words that turn a statement into its contrary."""

import pytest

from bot.language import fold, normalise
from bot.matching.negating import NEGATIONS, is_denied


@pytest.mark.parametrize("word", ["не", "Немає", "нема", "нету", "not", "never", "без"])
def test_what_denies_is_a_negation(word: str) -> None:
    assert fold(normalise(word)) in NEGATIONS


@pytest.mark.parametrize("word", ["ніхто", "жоден", "никто", "небо", "want", "новий"])
def test_what_stands_with_a_negation_or_only_looks_like_one_is_none(word: str) -> None:
    assert fold(word) not in NEGATIONS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("контрольована", "неконтрольована"),
        ("поранених", "загиблих"),
        ("раненых", "погибших"),
        ("wounded", "killed"),
        ("hurt", "killed"),
        ("відкрито", "закрито"),
        ("откроют", "закроют"),
        ("дозволив", "заборонив"),
        ("підтвердив", "спростував"),
        ("confirmed", "denied"),
        ("зросла", "впала"),
        ("зріс", "знизився"),
        ("тривога", "відбій"),
        ("увімкнули", "вимкнули"),
        ("можно", "нельзя"),
        ("понад", "менше"),
        ("more", "fewer"),
        ("ранку", "вечора"),
        ("почнеться", "закінчиться"),
        ("начнётся", "закончится"),
        ("begin", "finish"),
        ("зростає", "падає"),
        ("rising", "falling"),
        ("прибув", "вибув"),
        ("підключили", "відключили"),
        ("погодили", "відхилили"),
        ("перемогли", "програли"),
        ("підтримав", "засудив"),
        ("начала", "конца"),
        ("before", "after"),
    ],
)
def test_one_word_is_the_contrary_of_the_other_either_way(one: str, other: str) -> None:
    assert is_denied(one, other)
    assert is_denied(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("поранених", "постраждалих"),
        ("загиблих", "вбитих"),
        ("відкрито", "відкрили"),
        ("бо", "небо"),
        ("закрито", "перекрито"),
        ("тривога", "тривогу"),
        ("openness", "closet"),
        ("прибув", "вибух"),
        ("погода", "відмова"),
        ("почалося", "розпочалося"),
    ],
)
def test_words_of_one_meaning_or_of_none_are_no_contraries(one: str, other: str) -> None:
    assert not is_denied(one, other)

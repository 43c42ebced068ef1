"""What an edit without a change of substance is said to have changed. Invented sentences."""

import pytest

from bot.matching.looks import Looks
from bot.matching.revising import difference


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Рух відкрито.", "РУХ ВІДКРИТО! ✅"),
        ("Рух  відкрито - працює штаб.", "Рух відкрито — працює штаб."),
        ("Нажаль, рух закрито.", "На жаль, рух закрито."),
        ("Повидомляє служба порятунку.", "Повідомляє служба порятунку."),
        ("Работает слжуба спасения.", "Работает служба спасения."),
        ("The brigde is open.", "The bridge is open."),
        ("Збитки – 1,9 мльйона гривень.", "Збитки – 1,9 мільйона гривень."),
        ("Рух мжуть закрити.", "Рух можуть закрити."),
        ("Нараду проведено. Говорили про захист.", "Нараду проведено, говорили про захист."),
    ],
)
def test_signs_capitals_spaces_and_typos_are_looks_alone(before: str, after: str) -> None:
    found = difference(before, after)
    assert not any(edit.is_reworded for edit in found.edits)
    assert (found.matters, found.looks) == (frozenset(), Looks())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Ворог атакував місто.", "Противник атакував місто.", ("Ворог", "Противник")),
        ("Удар по житловому будинку.", "Удар по заводу.", ("житловому будинку", "заводу")),
        ("Мост обмежено для руху.", "Мост відкрито для руху.", ("обмежено", "відкрито")),
        ("Закрили мост в городе.", "Закрыли мост у города.", ("в городе", "у города")),
        ("The mayor went home.", "The mayor goes home.", ("went", "goes")),
    ],
)
def test_other_words_are_told(before: str, after: str, told: tuple[str, str]) -> None:
    reworded = [(edit.before, edit.after) for edit in difference(before, after).edits if edit.is_reworded]
    assert told in reworded


def test_thanks_links_and_order_are_told_each_as_what_they_are() -> None:
    first = "Рух відкрито. Пожежу загасили."
    assert difference(first, f"{first} Слава ЗСУ!").looks == Looks(added=("Слава ЗСУ!",))
    assert difference(f"{first} Дякуємо всім!", first).looks == Looks(removed=("Дякуємо всім!",))
    assert difference(first, f"{first} #Лебедин").looks == Looks(has_other_links=True)
    assert difference(first, "Пожежу загасили. Рух відкрито.").looks == Looks(has_other_order=True)
    moved = difference("Постраждали люди, працює штаб.", "Працює штаб, постраждали люди.")
    assert moved.looks == Looks(has_other_order=True)
    assert not any(edit.is_reworded for edit in moved.edits)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Пожежа контрольована.", "Пожежа неконтрольована."),
        ("Нарада з генералом Журбою.", "Нарада з генералом Жербою."),
        ("Збитки – 1,9 мільйона гривень.", "Збитки – 1,9 мільярда гривень."),
        ("Загинули шістнадцять людей.", "Загинули вісімнадцять людей."),
    ],
)
def test_what_says_another_thing_is_no_typo(before: str, after: str) -> None:
    assert difference(before, after).is_material

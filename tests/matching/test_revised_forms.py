"""Another ordinal or name in an edited post is a change, and its other case form is none."""

import pytest

from bot.matching.matters import Matter
from bot.matching.revising import difference


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Місто обороняє Третя бригада і поліція.", "Місто обороняє Четверта бригада і поліція."),
        ("Дев'ятнадцятий пакет санкцій ухвалили.", "Двадцятий пакет санкцій ухвалили."),
        ("Село взяла двадцять перша бригада.", "Село взяла тридцять перша бригада."),
        ("Померла двадцята людина.", "Померли двадцять людей."),
        ("Удар стався о третій ночі біля порту.", "Удар стався о п'ятій ночі біля порту."),
        ("Без світла буде перша черга.", "Без світла буде друга черга."),
        ("Пошкоджено сотню будинків у місті.", "Пошкоджено десяток будинків у місті."),
        ("Виконано третину робіт на мосту.", "Виконано чверть робіт на мосту."),
        ("Атак стало вдвічі більше за ніч.", "Атак стало втричі більше за ніч."),
        ("Загинула семирічна дівчинка з Лебедина.", "Загинула шестирічна дівчинка з Лебедина."),
        ("The third brigade holds the bridge.", "The fourth brigade holds the bridge."),
        ("Збито літак Су-34 над морем.", "Збито літак Су-35 над морем."),
    ],
)
def test_another_ordinal_or_quantity_is_another_number(before: str, after: str) -> None:
    found = difference(before, after)
    assert found.matters == {Matter.NUMBER}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Третя бригада тримає міст.", "Міст тримають бійці третьої бригади."),
        ("Двадцять перша бригада тримає міст.", "Міст тримають бійці двадцять першої бригади."),
        ("Роботи виконано на третину.", "Третину робіт виконано."),
    ],
)
def test_the_same_ordinal_in_another_case_is_none(before: str, after: str) -> None:
    assert Matter.NUMBER not in difference(before, after).matters


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Орденом нагородили полковника Шевченка.", "Орденом нагородили полковника Савченка."),
        ("Розслідування очолить слідчий Гриценко.", "Розслідування очолить слідчий Харченко."),
        ("Удар по Березані забрав життя двох людей.", "Удар по Бережанах забрав життя двох людей."),
    ],
)
def test_names_that_sound_alike_are_other_names(before: str, after: str) -> None:
    assert difference(before, after).matters == {Matter.NAME}


def test_a_name_in_another_case_is_the_same() -> None:
    before = "Швець очолить бригаду. Про це Петру Шевцю сказав Олексій Ведмідь."
    after = "Бригаду очолить Швець. Про це сказав Петрові Шевцю Олексій Ведмідь."
    assert Matter.NAME not in difference(before, after).matters

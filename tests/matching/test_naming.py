"""Which words with a capital are names."""

import pytest

from bot.language import normalise
from bot.matching.naming import is_name


def named(text: str, word: str) -> bool:
    text = normalise(text)
    return is_name(text, text.index(word), word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Уночі Гаргроув прибув на фронт.", "Гаргроув"),
        ("Петренко прибув на фронт.", "Петренко"),
        ("Тиша. Ковальчука бачили вранці.", "Ковальчука"),
        ("Громницький оголосив про ротацію.", "Громницький"),
        ("Рудницкий объявил о ротации.", "Рудницкий"),
        ("Kovalenko came to the front.", "Kovalenko"),
        ("Харків. Вибухи в місті.", "Харків"),
        ("Сумщина: атака дронів", "Сумщина"),
        ("📍Суми – вибухи", "Суми"),
        ("Польща передасть літаки.", "Польща"),
        ("Україна атакувала уночі.", "Україна"),
        ("Russia attacked at night.", "Russia"),
        ("Міський голова – Гаргроув.", "Гаргроув"),
        ("Перемогла команда «Сокіл».", "Сокіл"),
    ],
)
def test_places_and_surnames_are_names_wherever_they_stand(text: str, word: str) -> None:
    assert named(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Противник атакував Суми.", "Противник"),
        ("Технический персонал вывезли.", "Технический"),
        ("Исторический центр закрыт.", "Исторический"),
        ("Оценка ущерба продолжается.", "Оценка"),
        ("Господарський суд відклав засідання.", "Господарський"),
        ("Тихо. Потім пролунав вибух.", "Потім"),
        ("❗️Ворог атакував Суми.", "Ворог"),
        ("✅ Рух відкрито.", "Рух"),
        ("Пошкоджено школу.", "Пошкоджено"),
        ("Міський голова приїхав.", "Міський"),
        ("Українські захисники тримають міст.", "Українські"),
        ("Каже штаб: «Знищено склад»", "Знищено"),
        ("Він додав: «Ми тут». – Тихо всюди", "Тихо"),
        ("Enemy drones came.", "Enemy"),
        ("Уночі ворог атакував.", "ворог"),
    ],
)
def test_a_word_with_a_capital_because_a_sentence_begins_is_none(text: str, word: str) -> None:
    assert not named(text, word)

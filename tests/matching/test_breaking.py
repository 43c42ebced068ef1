"""Which sentence of ours an edit of a post makes wrong. Invented people and places."""

import pytest

from bot.language import normalise
from bot.matching.breaking import broken_by
from bot.matching.revising import difference
from tests.alerts.scenes import article


def broken(before: str, after: str, text: str, language: str = "uk") -> str | None:
    written = article(title="Новини", text=normalise(text), language=language)
    return broken_by(difference(before, after), written)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("Рух перекрито 5 березня.", "Рух перекрито 6 березня.", "Рух перекриють 5 березня."),
        ("Пошкоджено 20 тисяч вікон.", "Пошкоджено 20 млн вікон.", "Вибито 20 000 вікон."),
        ("Збитки – 25 млн грн.", "Збитки – 25 млрд грн.", "Збитки сягають 25 мільйонів гривень."),
        ("Міст не пошкоджено.", "Міст пошкоджено.", "Міст через річку не пошкоджено."),
        ("Міст пошкоджено.", "Міст не пошкоджено.", "Міст через річку пошкоджено."),
        ("Постраждалих немає.", "Є постраждалі.", "Постраждалих немає, каже речник."),
        ("Розмова з генералом Каволі.", "Розмова з генералом Грінкевичем.", "Генерал Каволі мав розмову з міністром."),
        ("Відбій у Сумах. Тривога у Києві.", "Відбій у Києві. Тривога у Сумах.", "У Сумах оголосили відбій."),
        ("Загинули двоє людей у Лебедині.", "Загинули троє людей у Лебедині.", "У Лебедині загинуло 2 людей."),
        (
            "Штаб працює. Домовилися, що перші дванадцять ракет надійдуть до п'ятниці.",
            "Штаб працює.",
            "Сторони кажуть: 12 ракет мають прибути до пʼятниці.",
        ),
        ("Ракети надійдуть до п'ятниці.", "Ракети надійдуть до суботи.", "До пʼятниці чекають на ракети."),
        ("Міністр подав у відставку.", "Міністр може подати у відставку.", "Міністр подав у відставку, каже речник."),
        ("Затримано сина директора заводу.", "Затримано директора заводу.", "Поліція затримала сина директора."),
        ("Рух мостом перекрито до завтра.", "Рух мостом перекрито до сьогодні.", "Рух мостом закрили до завтра."),
        ("Пошкоджено лікарню та школу.", "Пошкоджено лікарню.", "Пошкоджено школу й лікарню, кажуть у місті."),
        ("Штаб працює. Двоє рятувальників у лікарні.", "Штаб працює.", "Двоє рятувальників зараз у лікарні."),
    ],
)
def test_the_sentence_that_says_what_the_post_no_longer_says_is_found(before: str, after: str, sentence: str) -> None:
    assert broken(before, after, f"Уночі було гучно. {sentence} Робота триває.") == sentence


def test_it_is_found_in_an_article_in_another_language() -> None:
    before, after = "Загинули двоє людей у Лебедині.", "Загинули троє людей у Лебедині."
    sentence = "In Lebedyn two people were killed."
    assert broken(before, after, f"The night was loud. {sentence}", "en") == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("Загинули двоє людей у Лебедині.", "Загинули троє людей у Лебедині.", "Двоє школярів бачили вибух."),
        ("Загинули двоє людей у Лебедині.", "Загинули троє людей у Лебедині.", "У Лебедині загинули троє людей."),
        ("Міст не пошкоджено.", "Міст пошкоджено.", "Міст через річку пошкоджено."),
        ("Рух перекрито 5 березня.", "Рух перекрито 6 березня.", "Виставка працює до 5 березня."),
    ],
)
def test_a_sentence_that_has_only_the_number_or_says_it_rightly_is_not_broken(
    before: str, after: str, sentence: str
) -> None:
    assert broken(before, after, sentence) is None

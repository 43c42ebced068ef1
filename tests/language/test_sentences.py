"""Where sentences end, and dots that end none."""

import pytest

from bot.language.sentences import is_shortened, sentences


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Горить склад. 3 людини поранені.", ["Горить склад.", "3 людини поранені."]),
        ("За ст. 111 арештували двох. Суд був уночі.", ["За ст. 111 арештували двох.", "Суд був уночі."]),
        ("On Sept. 3 the bridge fell. Gen. Roy came.", ["On Sept. 3 the bridge fell.", "Gen. Roy came."]),
        ("Бій біля о. Зміїний і р. Дніпро.", ["Бій біля о. Зміїний і р. Дніпро."]),
        ("Курська обл. Росії. Далі.", ["Курська обл. Росії.", "Далі."]),
        ("Так було у 2024 р. Потім затихло.", ["Так було у 2024 р.", "Потім затихло."]),
        ("Горить у Сумській обл. Пошкоджено дах.", ["Горить у Сумській обл.", "Пошкоджено дах."]),
        ("«Тримаємося!» – «Так…» І все", ["«Тримаємося!»", "– «Так…»", "І все"]),
        ("А... Потім тиша", ["А...", "Потім тиша"]),
        ("Перший рядок\n\nдругий рядок\n", ["Перший рядок", "другий рядок"]),
        ("згодом. так само без великої", ["згодом. так само без великої"]),
        ("", []),
        ("." * 100_000, ["." * 100_000]),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, said: list[str]) -> None:
    assert sentences(text) == said

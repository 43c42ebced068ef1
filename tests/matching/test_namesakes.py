"""Names by their letters. Invented people."""

import pytest

from bot.matching.namesakes import are_one_name, forms, is_nearly_one


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Орел", "Орла"),
        ("Ріг", "Рогу"),
        ("Ріг", "Розі"),
        ("Харків", "Харкова"),
        ("Канів", "Канева"),
        ("Чернівці", "Чернівцях"),
        ("Савченко", "Савченкові"),
        ("Олексій", "Олексієм"),
        ("Ольга", "Ользі"),
        ("Коломієць", "Коломійця"),
        ("Черкаси", "Черкащину"),
        ("Лебедин", "Лебединщині"),
        ("Могилева-Подільського", "Могилеві-Подільському"),
        ("Zelensky", "Zelenskyyʼs"),
        ("Hromyko", "Gromyko"),
    ],
)
def test_case_forms_and_alternations_are_one_name(one: str, two: str) -> None:
    assert are_one_name(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Савченко", "Шевченко"),
        ("Харченко", "Горченко"),
        ("Гайдука", "Кайдаша"),
        ("Покров", "Покровськ"),
        ("Бондар", "Бондарчук"),
        ("Малюк", "Мелюк"),
        ("Savchenko", "Shevchenko"),
    ],
)
def test_surnames_that_sound_alike_are_two(one: str, two: str) -> None:
    assert not are_one_name(one, two)


@pytest.mark.parametrize(
    ("adjective", "place"),
    [("Ростовській", "Ростові"), ("Саратовської", "Саратов"), ("Черкаську", "Черкаси")],
)
def test_an_adjective_is_a_place_only_where_it_is_said_to_be(adjective: str, place: str) -> None:
    assert not forms(adjective, of_place=True).isdisjoint(forms(place))
    assert not are_one_name(adjective, place)


def test_two_languages_may_differ_by_a_letter() -> None:
    assert is_nearly_one("кременчук", "кременчуг")
    assert not is_nearly_one("остап бондар", "остап бондарчук")

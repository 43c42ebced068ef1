"""Numbers as they are shown, and which of them are the same. Invented events."""

import pytest

from bot.language import normalise
from bot.language.terms import read_terms
from bot.matching.tally import Told, each_once, said, tally


def read(text: str) -> list[Told]:
    return tally(text, read_terms(text, "en" if text.isascii() else "uk"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Дадуть 25 млн доларів на дрони.", ["25 млн доларів"]),
        ("Дадуть $25 млн.", ["$25 млн"]),
        ("They will give $1.5bn for drones.", ["$1.5bn"]),
        ("Збито вісімнадцять ворожих дронів.", ["вісімнадцять ворожих дронів"]),
        ("Тут двадцять п'ять дворів і 12 загинули.", ["двадцять пʼять дворів", "12 загинули"]),
        ("У школі № 14 тепло у 85% класів.", ["№ 14", "85%"]),
        ("Загинув 31-річний водій.", ["31-річний водій"]),
        ("Від 10 до 15 мм опадів.", ["10 до 15 мм"]),
        ("Пожежу гасили на 600 кв. м, а згодом на 1 200 м².", ["600 кв. м", "1 200 м²"]),
        ("The fire covered 600 sq m.", ["600 sq m"]),
        ("Знищено 21. На жаль, постраждали 12.", ["знищено 21", "постраждали 12"]),
        ("Сбито 21, ещё 12 не достигли целей.", ["сбито 21", "12 не достигли целей"]),
        ("Some 21 were shot down.", ["21 were shot down"]),
        ("Станом на 08:00 тихо, по состоянию на 20 марта.", ["станом на 08:00", "по состоянию на 20 марта"]),
        ("Збито 71 БпЛА. 12 – локаційно втрачені.", ["71 БпЛА", "12 – локаційно втрачені"]),
        ("Вага 16 г, командирів 40, відбувся 73-й обмін.", ["16 г", "40", "73"]),
        ("Монета з'явиться двадцятого березня.", ["двадцятого березня"]),
        ("Отримали 250 000,00 грн 1 травня о 18.00 та 14 поранених доправили.",
         ["250 000", "1 травня", "18.00", "14 поранених"]),
    ],
)  # fmt: skip
def test_a_number_is_shown_with_what_it_counts(text: str, shown: list[str]) -> None:
    text = normalise(text)
    assert [said(text, one) for one in each_once(read(text))] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Диспетчер: 0 800 507 028, (05445) 2-12-34, +380 67 123 45 67.",
        "Лінія працює 24/7, деталі: https://vodokanal.example/2026/04/14-avariia?id=4512",
        "Пишіть на 100500@poshta.example або @hromada_2026, #Лебедин2026.",
        "Адреса: 04050, м. Лебедин. Поштовий індекс 41200.",
        "Збито Shahed-136, Х-101 і Су-34.",
        "Дрони прибудуть у вересні. 3 бригади їх чекають. Далі вересень. 3 бригади.",
    ],
)
def test_phones_codes_links_and_models_are_no_numbers(text: str) -> None:
    assert [one.term for one in read(normalise(text)) if not one.is_small] == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("12 млн грн", "12 000 000 гривень", True),
        ("25 млн доларів", "25 млн", True),
        ("$25 млн", "€25 млн", False),
        ("85%", "85", False),
        ("01.05.2026", "1 травня", True),
        ("о 18.00", "до 18:00", True),
        ("до 18.00", "18:00", True),
        ("від 25 до 30 млн", "25 млн", True),
        ("−15", "+15", False),
    ],
)
def test_numbers_are_one_with_the_same_scale_sign_and_unit(one: str, two: str, *, same: bool) -> None:
    assert read(f"Тут {one}.")[0].is_same(read(f"Там {two}.")[0]) is same


def test_a_small_number_is_of_losses_by_its_clause() -> None:
    found = read("Зникли безвісти троє рибалок, двоє рятувальників їх шукають. Удар забрав пʼять квартир.")
    assert [(one.amount, one.of_losses, one.beside_losses) for one in found] == [
        ("d:3", True, True),
        ("d:2", False, True),
        ("d:5", False, False),
    ]

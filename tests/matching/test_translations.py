"""Quotations in another language are compared by their numbers: what a translator writes otherwise is no change."""

import pytest

from bot.language import normalise
from bot.matching.translations import beside_translation
from storage.records import Change

COMMON = ("The enemy attacked Ukraine with drones and missiles.", "Ворог атакував Україну дронами й ракетами.")
"""Else too little could be compared."""


def changes(quote: str, post: str) -> list[tuple[str, str]]:
    quote, post = f"{quote}. {COMMON[0]}", f"{post} {COMMON[1]}"
    found = beside_translation(normalise(quote), normalise(post), "uk")
    assert found is not None
    return [(one.post, one.article) for one in found.changes]


@pytest.mark.parametrize(
    ("quote", "post"),
    [
        ("The bridge will be closed to traffic at 7 p.m. on the order of the mayor",
         "За наказом мера міст закриють для руху о 19:00."),
        ("The bridge will be closed to traffic at 9:00 a.m. on the order of the mayor",
         "За наказом мера міст закриють для руху о 9 ранку."),
        ("The bridge will be closed to traffic on the 24th of February", "Міст закриють для руху 24 лютого."),
        ("The city gave 1 million hryvnias for the bridge", "Місто дало мільйон гривень на міст."),
        ("The city gave two and a half million hryvnias for the bridge", "Місто дало 2,5 млн гривень на міст."),
        ("One hundred and twenty soldiers defend the bridge in the city", "Міст у місті захищають 120 солдатів."),
        ("The 3rd Brigade defends the bridge in the city", "Третя бригада захищає міст у місті."),
        ("Soldiers defended the bridge in the city for 24 hours", "Солдати захищали міст у місті добу."),
        ("The winter of 2025-26 was hard for the city and the bridge", "Зима 2025–2026 була важка для міста й мосту."),
        ("Up to 20 may still be trapped under the bridge", "Під мостом можуть бути ще до 20 людей."),
    ],
)  # fmt: skip
def test_what_a_translator_writes_otherwise_is_no_change(quote: str, post: str) -> None:
    assert changes(quote, post) == []


@pytest.mark.parametrize(
    ("quote", "post", "told"),
    [
        ("The city gave 54 million hryvnias", "Місто дало 45 млн гривень.", ("45 млн гривень", "54 million hryvnias")),
        ("The city gave $45 million", "Місто дало 45 млн гривень.", ("45 млн гривень", "$45 million")),
        ("Repairs of the bridge will take three weeks", "Ремонт мосту триватиме три дні.", ("три дні", "three weeks")),
        ("The bridge will open on October 25", "Міст відкриють 15 жовтня.", ("15 жовтня", "October 25")),
        ("The bridge will be closed for less than 48 hours", "Міст зачинять понад 48 годин.",
         ("понад 48 годин", "less than 48 hours")),
        ("Up to 48 buses will cross the bridge", "Мостом проїде не менше 48 автобусів.", ("не менше 48", "Up to 48")),
        ("The bridge will be closed to traffic at 8 p.m. on the order of the mayor",
         "За наказом мера міст закриють для руху о 19:00.", ("19:00", "20:00")),
        ("A quiet night. The enemy attacked the city with 30 drones and 5 rockets",
         "Ніч тиха. Ворог атакував місто 13 дронами і 5 ракетами.", ("13", "30")),
    ],
)  # fmt: skip
def test_another_number_stands_beside_the_one_it_replaces(quote: str, post: str, told: tuple[str, str]) -> None:
    assert changes(quote, post) == [told]


def test_what_shares_too_little_is_not_compared() -> None:
    assert beside_translation("We will rest at home", "Ворог атакував 13 дронами.", "uk") is None


SAID = "Гординюк: «Ми приїхали з переліком на дві сторінки, а у відповідь почули одне слово: гроші возять у торбах»."


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("We came with a list two pages long, and in reply we heard one word: money is carried in bags", []),
        ("We came with a list three pages long, and in reply we heard one word: money is carried in bags",
         [Change(post="дві", article="three", telling=True)]),
        ("We came with a list two pages long, and in reply we heard one word: money is not carried in bags",
         [Change(post="", article="not carried", telling=True)]),
    ],
)  # fmt: skip
def test_a_quotation_of_the_post_in_translation_keeps_its_numbers_and_negations(quote: str, told: list[Change]) -> None:
    found = beside_translation(quote, SAID, "uk")
    assert found is not None
    assert list(found.changes) == told


def test_weeks_are_no_days() -> None:
    post = "Очільник поліції: «Ми знайдемо ту людину, і це питання днів, а не місяців»."
    found = beside_translation("We will find that person, and it is a matter of weeks, not months", post, "uk")
    assert found is not None
    assert found.changes == (Change(post="днів", article="weeks", telling=True),)


def test_a_quotation_of_another_length_is_of_somebody_else() -> None:
    assert beside_translation("We heard one word", SAID, "uk") is None


@pytest.mark.parametrize(
    ("said", "quote", "told"),
    [
        (
            "Кожен куб, закачаний у травні, дешевший за виправдання в січні",
            "Every cubic metre injected in June costs less than an excuse in January",
            Change(post="травні", article="June", telling=True),
        ),
        (
            "Вантажі підуть на схід країни, і це остаточно",
            "The cargoes will go to the west of the country, and that is final",
            Change(post="схід", article="west", telling=True),
        ),
    ],
)
def test_one_month_or_quarter_of_the_sky_is_not_another(said: str, quote: str, told: Change) -> None:
    found = beside_translation(quote, f"Голова правління: «{said}».", "uk")
    assert found is not None
    assert found.changes == (told,)


def test_changes_come_in_the_order_of_the_quotation_and_a_day_has_hours() -> None:
    post = "Очільник: «За годину і за місяць ми зробимо все, що обіцяли людям, і навіть більше»."
    found = beside_translation(
        "In a day and in a week we will do all that we promised people, and even more", post, "uk"
    )
    assert found is not None
    assert found.changes == (Change(post="місяць", article="week", telling=True),)


@pytest.mark.parametrize(
    ("quote", "post", "told"),
    [
        ("Spain gave the city nine generators, and Latvia promises three more",
         "Іспанія дала місту дев'ять генераторів, а Естонія обіцяє ще три. Далі буде.", ("Естонія", "Latvia")),
        ("Испания дала городу девять генераторов, а Латвия обещает ещё три",
         "Іспанія дала місту дев'ять генераторів, а Естонія обіцяє ще три. Далі буде.", ("Естонія", "Латвия")),
        ("Канада дала місту дев'ять генераторів",
         "Egypt gave the city nine generators. More will follow.", ("Egypt", "Канада")),
    ],
)  # fmt: skip
def test_one_country_for_another_is_told(quote: str, post: str, told: tuple[str, str]) -> None:
    language = "en" if post.isascii() else "uk"
    found = beside_translation(normalise(quote), normalise(post), language)
    assert found is not None
    assert [(one.post, one.article) for one in found.changes] == [told]


def test_england_is_often_said_for_britain() -> None:
    post = "Британія дала місту дев'ять генераторів. Далі буде."
    found = beside_translation("England gave the city nine generators", normalise(post), "uk")
    assert found is not None
    assert found.changes == ()


def beside(quote: str, post: str) -> list[tuple[str, str]]:
    common = COMMON[0] if quote.isascii() else "Враг атаковал Украину дронами и ракетами."
    found = beside_translation(normalise(f"{quote}. {common}"), normalise(f"{post} {COMMON[1]}"), "uk")
    assert found is not None
    return [(one.post, one.article) for one in found.changes]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Городской совет даст больнице генераторы послезавтра", [("завтра", "послезавтра")]),
        ("The city council will give generators to the hospital today", [("завтра", "today")]),
        ("The city council will give generators to the hospital tomorrow", []),
        ("Городской совет даст больнице генераторы завтра", []),
    ],
)
def test_another_day_named_from_today_is_told(quote: str, told: list[tuple[str, str]]) -> None:
    assert beside(quote, "Міська рада дасть лікарні генератори завтра. Учора дощило.") == told


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Городской совет даст больнице генераторы после 15 мая", [("до 15 травня", "после 15 мая")]),
        ("The city council will give generators to the hospital after 15 May", [("до 15 травня", "after 15 May")]),
        ("The city council will give generators to the hospital by 15 May", []),
        ("Городской совет даст больнице генераторы не позднее 15 мая", []),
    ],
)
def test_before_a_date_is_not_after_it(quote: str, told: list[tuple[str, str]]) -> None:
    assert beside(quote, "Міська рада дасть лікарні генератори до 15 травня.") == told


def test_a_capital_for_its_country_is_no_change() -> None:
    post = "Берлін дав місту дев'ять генераторів. Полтавці вдячні."
    found = beside_translation("Germany gave the city nine generators. Poltava is grateful", normalise(post), "uk")
    assert found is not None
    assert found.changes == ()

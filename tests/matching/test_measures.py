"""Signs, scales and units that make a number another one."""

import pytest

from bot.language import normalise
from bot.matching.measures import Measure, differ, measures, scaled


def first(text: str) -> tuple[str, Measure]:
    text = normalise(text)
    return text, next(iter(measures(text).values()))


def are_other(one: str, other: str) -> bool:
    return differ(first(one)[1], first(other)[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("впаде до +15 градусів", "впаде до −15 градусів"),
        ("Температура -5.", "Температура +5."),
        ("вночі –15 градусів", "вночі +15 градусів"),
        ("до мінус 15", "до 15"),
        ("зростання (-3)", "зростання (3)"),
        ("$200 за тонну", "€200 за тонну"),
        ("200 грн", "200 дол"),
        ("зросли на 25%", "зросли на 25"),
        ("25 млн гривень", "25 млрд гривень"),
        ("25 млн", "25 мільярдів"),
        ("20 тис. людей", "20 людей"),
        ("2,4 тис.", "2,4 млн"),
        ("п'ять мільйонів", "п'ять мільярдів"),
        ("5 км від міста", "5 м від міста"),
        ("3 години", "3 доби"),
        ("1.5 billion", "1,5 млн"),
        ("$5m in aid", "$5bn in aid"),
        ("10-кілометрова зона", "10-метрова зона"),
    ],
)
def test_another_sign_scale_or_unit_makes_another_number(one: str, other: str) -> None:
    assert are_other(one, other)
    assert are_other(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25 млн грн", "25 мільйонів гривень"),
        ("25%", "25 відсотків"),
        ("25 %", "25 per cent"),
        ("$200", "200 доларів"),
        ("$ 200", "200 USD"),
        ("$5m in aid", "5 млн доларів"),
        ("-15 градусів", "мінус 15 градусів"),
        ("−15 °C", "-15 °C"),
        ("25 млн", "25 млн грн"),
        ("5 км", "5 кілометрів"),
        ("24-х кілометрів", "24 км"),
        ("25 млн. грн", "25 млн грн"),
        ("25–30%", "25% – 30%"),
        ("від 25 до 30 млн", "25 млн – 30 млн"),
        ("двадцять п'ять мільйонів", "двадцять мільйонів"),
        ("танків -5", "танків – 5"),
        ("танків – 5", "танків 5"),
        ("рядок\n- 5 танків", "рядок\n5 танків"),
        ("-5 танків", "5 танків"),
        ("10 осіб", "10 людей"),
        ("5 годині ранку", "5 ранку"),
    ],
)
def test_the_same_written_otherwise_does_not(one: str, other: str) -> None:
    assert not are_other(one, other)
    assert not are_other(other, one)


def test_a_hyphen_between_numbers_or_after_letters_is_no_minus() -> None:
    signs = {one.sign for text in ("10-15 людей", "10 -15 людей", "Х-31", "Су-34") for one in measures(text).values()}
    assert signs == {""}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("збитки 25 млн. грн на рік", "25 млн. грн"),
        ("до −15 градусів уночі", "−15 градусів"),
        ("ціна $200 за тонну", "$200"),
        ("до мінус 15%", "мінус 15%"),
        ("лише 40 людей", "40"),
        ("від 25 до 30 млн людей", "25 до 30 млн"),
    ],
)
def test_a_measure_tells_where_the_whole_of_it_stands(text: str, whole: str) -> None:
    text, found = first(text)
    assert text[found.start : found.end] == whole


@pytest.mark.parametrize(
    ("value", "scale", "whole"),
    [("1.5", "*million", "1500000"), ("20", "*thousand", "20000"), ("2.0005", "*thousand", "2000.5")],
)
def test_a_number_is_written_out_by_its_scale(value: str, scale: str, whole: str) -> None:
    assert scaled(value, scale) == whole

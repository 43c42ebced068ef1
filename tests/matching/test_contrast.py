"""What an article adds to a post and leaves out of it. Invented people and places."""

from typing import Any

import pytest

from bot.matching.contrast import contrast
from tests.alerts.scenes import article, channel, post

POST = "Уночі збито 97 дронів над Лебедином. Поранено 12 людей, серед них водій Остап Громико. Дякую рятувальникам."


@pytest.mark.parametrize(
    ("written", "added", "left_out"),
    [
        ({"text": "Над Лебедином збили 97 дронів. Серед 12 поранених – Остап Громико."}, (), ()),
        (
            {"text": "Над Лебедином збили 97 дронів, у лікарні 12 людей. Про 30 пожеж розповів Назар Вільшанський."},
            ("30", "Назар Вільшанський"),
            ("Остап Громико",),
        ),
        (
            {"text": "Air defence shot down 97 drones over Lebedyn, 12 people including Ostap Hromyko were wounded.",
             "language": "en", "title": "A night attack"},
            (),
            (),
        ),
    ],
)  # fmt: skip
def test_numbers_and_names_of_one_side_only_are_told(
    written: dict[str, Any], added: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    found = contrast(article(**{"title": "Нічна атака"} | written), post(POST), channel())
    assert (found.added, found.left_out) == (added, left_out)


def test_who_is_named_as_the_source_is_not_added() -> None:
    written = article(title="Нічна атака", text="Збили 97 дронів над Лебедином, повідомила Лебединська громада.")
    assert contrast(written, post(POST), channel()).added == ()


def test_two_case_forms_of_a_name_are_no_difference() -> None:
    written = article(title="Нічна атака", text="Дрони летіли з боку Орла.")
    found = contrast(written, post("Дрони летіли з напрямку Орел."), channel())
    assert (found.added, found.left_out) == ((), ())


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("Розмовляв з генералом Верховного Штабу Морських Сил.", ("Верховного Штабу Морських Сил",)),
        ("Розмовляли про Польщу та польські заводи.", ("Польщу",)),
        ("Розмовляли про польські заводи.", ()),
    ],
)
def test_a_name_is_told_as_a_whole_and_a_place_as_a_name(said: str, left_out: tuple[str, ...]) -> None:
    written = article(title="Розмова", text="Розмовляв генерал штабу про заводи.")
    assert contrast(written, post(said), channel()).left_out == left_out

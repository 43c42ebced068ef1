"""What an article adds to a post and leaves out of it. Invented people and places."""

from typing import Any

import pytest

from bot.language import normalise
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
    ("said", "written"),
    [
        ("12 вересня", "21 вересня"),
        ("2400", "2500"),
        ("12 400", "12 900"),
        ("15:30", "16:30"),
        ("Любомир Громницький", "Любомир Загірний"),
        ("Остап Коваленко", "Остап Ковальчук"),
        ("Остап Бондар", "Остап Бондарчук"),
    ],
)
def test_numbers_and_surnames_that_look_alike_are_a_difference(said: str, written: str) -> None:
    found = contrast(article(title="Нічна атака", text=f"У звіті є {written}."), post(f"У звіті є {said}."), channel())
    assert (found.added, found.left_out) == ((written,), (said,))


@pytest.mark.parametrize(
    ("written", "added"),
    [
        ("За даними Національного банку України, ціни зросли.", ("Національного банку України",)),
        ("Про це каже речник Служби безпеки України.", ("Служби безпеки України",)),
        ("Приїхали люди Державної служби з надзвичайних ситуацій.", ("Державної служби",)),
        ("Дані має Служба зовнішньої розвідки.", ("Служба зовнішньої розвідки",)),
        ("Так вирішив суддя Верховного суду Остап Ткач.", ("Верховного суду", "Остап Ткач")),
        ("Учора Верховна Рада ухвалила закон.", ("Верховна Рада",)),
        ("Так считают в Министерстве обороны Польши.", ("Министерстве обороны Польши",)),
        ("Вночі Вільшанський очолив штаб.", ("Вільшанський",)),
        ("Уночі Остап Вільшанський призвав резерв.", ("Остап Вільшанський",)),
        ("На Вербнівщині уламки впали на дах.", ("Вербнівщині",)),
        ("Була нарада Об'єднаних збройних сил НАТО.", ("Обʼєднаних збройних сил НАТО",)),
    ],
)
def test_an_institution_is_told_to_its_noun_and_its_country(written: str, added: tuple[str, ...]) -> None:
    text = normalise(f"Тихо. {written}")
    assert contrast(article(title="Новини", text=text), post("Було тихо."), channel()).added == added


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Про це пише громада у своєму Telegram-каналі та Facebook-дописі, передає Reuters.", "uk"),
        ("Об этом сообщили в Телеграм-канале и в YouTube, пишет Интерфакс.", "ru"),
        ("It was quiet on Monday and in September, Reuters said, as it wrote on Facebook.", "en"),
    ],
)
def test_where_and_when_something_was_said_is_not_added(written: str, language: str) -> None:
    quiet = article(title="Тиша", text=written, language=language)
    assert contrast(quiet, post("Було тихо."), channel()).added == ()


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

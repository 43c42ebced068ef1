"""What names a source that is no post."""

from types import SimpleNamespace

import pytest

from bot.matching.reading import read_article
from bot.matching.sources import other_sources


@pytest.mark.parametrize(
    "text",
    [
        "Міністр розповів про це в ефірі телемарафону.",
        "На брифінгу головком відповів на запитання.",
        "Об этом она сказала в интервью телеканалу.",
        "The minister told reporters in Kyiv.",
        "Депутатка написала у Facebook.",
        "Депутатка написала у X.",
        "Про це йдеться у твіттері міністра.",
        "Під час брифінгу мер назвав суму.",
        "Об этом мэр сказал в ходе брифинга.",
        "He said so at a press briefing.",
        "The minister told Reuters about it.",
        "На запитання про міст мер не відповів.",
    ],
)
def test_a_broadcast_an_interview_and_another_network_are_other_sources(text: str) -> None:
    assert 0 < other_sources(text) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Про це головком написав у Telegram.",
        "Рятувальники ліквідували пожежу за дві години.",
        "The general staff said on Telegram that 97 drones were shot down.",
        "Сонячні панелі та колона техніки вціліли, панельний будинок горів.",
        "Призначено експертизу, ефірну олію вилучено, слухали колоністів.",
        "Міністр відповів на запитання депутатів.",
        "Rescuers put out a fire at the television tower.",
        "The forensic analysis took a week.",
        "The lawyer told the court about it in the briefing room.",
        "",
    ],
)
def test_a_post_is_none(text: str) -> None:
    assert other_sources(text) == 0


def test_it_counts_to_one() -> None:
    assert other_sources("Інтерв'ю. Ефір. Пресконференція. Подкаст.".replace("'", "ʼ")) == 1


def test_furniture_and_what_is_recalled_say_nothing_of_the_source(scene: SimpleNamespace) -> None:
    told = "Горіло 1850 квадратних метрів."
    furniture = "Читайте також: інтерв'ю з експертом у подкасті.\n\nПідписуйтесь на нас у Facebook та YouTube."
    recalled = "Нагадаємо, раніше мер говорив про це в ефірі телеканалу."
    for more in (furniture, recalled):
        article = scene.article("Пожежа на фабриці", "Полум'я приборкали.", f"{told}\n\n{more}")
        assert read_article(article).other_sources == 0
    in_lead = scene.article("Пожежа на фабриці", "Про це мер сказав в інтерв'ю.", told)
    assert read_article(in_lead).other_sources > 0

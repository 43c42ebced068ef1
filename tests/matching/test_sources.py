"""What names a source that is no post."""

import pytest

from bot.matching.sources import other_sources


@pytest.mark.parametrize(
    "text",
    [
        "Міністр розповів про це в ефірі телемарафону.",
        "На брифінгу головком відповів на запитання.",
        "Об этом она сказала в интервью телеканалу.",
        "The minister told reporters in Kyiv.",
        "Депутатка написала у Facebook.",
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
        "",
    ],
)
def test_a_post_is_none(text: str) -> None:
    assert other_sources(text) == 0


def test_it_counts_to_one() -> None:
    assert other_sources("Інтерв'ю. Ефір. Пресконференція. Подкаст.".replace("'", "ʼ")) == 1

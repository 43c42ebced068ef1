"""The numbers and names that an article is said to have in common with its post. Invented people and events."""

from types import SimpleNamespace

import pytest

from bot.language import normalise
from bot.matching import judge
from tests.matching.conftest import make_channel, make_post

COMMUNITY = make_channel(9, "hromada", "Лебединська громада", ("Лебединська громада",))


@pytest.mark.parametrize(
    ("said", "written", "numbers", "names"),
    [
        ("Лікарня отримає $25 млн і 40 ліжок.", "Лікарня отримає €25 млн і 40 ліжок.", ("40 ліжок",), ()),
        ("Тепло є у 85% будинків о 18:00.", "Тепло є у 85 будинках о 18:00.", ("18:00",), ()),
        ("Усім 120 родинам виплатять по 12 млн грн.", "Усі 120 родин отримають 12 000 000 гривень.",
         ("12 000 000 гривень", "120 родин"), ()),
        ("Школу очолив Петро Харченко, учитель.", "Школу очолив Петро Горченко, учитель.", (), ("Петро",)),
        ("Народився перший малюк року.", "Народився перший малюк року. Родину вітає Василь Малюк.", (), ()),
        ("ВІДКРИЄМО МІСТ ЧЕРЕЗ ПСЕЛ І ЧЕКАЄМО ВСІХ.", "Міст через Псел відкриють, чекають на всіх.", (), ("Псел",)),
    ],
)  # fmt: skip
def test_what_differs_in_unit_or_letters_is_not_called_the_same(
    scene: SimpleNamespace, said: str, written: str, numbers: tuple[str, ...], names: tuple[str, ...]
) -> None:
    post = make_post(said, number=31, channel=COMMUNITY)
    article = scene.article("Новини громади", "", f"{written} Про це повідомила Лебединська громада.")
    verdicts = judge(article, [*scene.candidates, (post, COMMUNITY)], about=post.id)
    evidence = next(one.evidence for one in verdicts if one.post_id == post.id)
    assert (tuple(sorted(evidence.numbers)), evidence.names) == (numbers, names)


def test_names_have_their_capital(scene: SimpleNamespace) -> None:
    post = make_post("Штаб очолив Мирон Хвиля.", number=32, channel=COMMUNITY)
    text = normalise("Кожна хвиля атак минула. Штаб очолив Мирон Хвиля, повідомила Лебединська громада.")
    article = scene.article("Новини громади", "", text)
    verdict = next(one for one in judge(article, [(post, COMMUNITY)]) if one.post_id == post.id)
    assert "Хвиля" in verdict.evidence.names

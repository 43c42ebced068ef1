"""What looks like a match and is none, and what hides that it is one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.matching import judge
from bot.matching.dates import day_key
from bot.matching.times import pointing
from storage.records import Band, PostId, Relation, Verdict
from tests.matching.conftest import make_channel, make_post

TUESDAY = datetime(2026, 4, 14, 9, tzinfo=UTC)


def said(verdicts: list[Verdict], relation: Relation) -> list[int]:
    return sorted(one.post_id for one in verdicts if one.band is Band.MATCHED and one.relation is relation)


def test_the_report_of_another_night_in_another_channel_is_not_the_same_story(scene: SimpleNamespace) -> None:
    """Two channels use one form; the numbers tell the nights apart."""
    repeated = replace(
        scene.first_night, id=PostId(21), channel_id=scene.general.id, message_id=21,
        sent_at=scene.first_night.sent_at + timedelta(hours=6), link="https://t.me/holovkom/21",
    )  # fmt: skip
    article = scene.article(
        "За ніч збито 57 дронів із 64",
        "Росія атакувала у ніч на 15 квітня.",
        "Дрони летіли з напрямків Курськ та Орел, повідомляє Військо неба.\n\n"
        "«Зафіксовано влучання 6 дронів на 4 локаціях», – ідеться у зведенні.",
        after=timedelta(days=1, hours=1),
    )
    verdicts = judge(article, [*scene.candidates, (repeated, scene.general)])
    assert said(verdicts, Relation.REPORTS) == [scene.second_night.id]


def test_what_is_recalled_without_a_marker_is_background(scene: SimpleNamespace) -> None:
    article = scene.article(
        "За ніч збито 57 дронів із 64",
        "Росія атакувала у ніч на 15 квітня.",
        "Дрони летіли з боку Курська та Орла, повідомляє Військо неба.\n\nШість влучили в цілі на чотирьох локаціях."
        "\n\nУ вівторок у Лебедині горіла меблева фабрика, вогонь охопив 1850 квадратних метрів.",
        after=timedelta(days=1, hours=1),
    )
    verdicts = judge(article, scene.candidates)
    assert said(verdicts, Relation.REPORTS) == [scene.second_night.id]
    assert said(verdicts, Relation.BACKGROUND) == [scene.fire.id]


def test_a_recalled_statement_of_two_channels_is_recalled_from_both(scene: SimpleNamespace) -> None:
    """Two posts that say the same do not stand in each other's way."""
    article = scene.article(
        "За ніч збито 57 дронів із 64",
        "Росія атакувала у ніч на 15 квітня.",
        "Дрони летіли з боку Курська та Орла, повідомляє Військо неба.\n\nШість влучили в цілі на чотирьох локаціях."
        "\n\nНагадаємо, у вівторок генерал Дзюбанюк говорив із шведським адміралом Гольмгреном про захист портів "
        "і спільне патрулювання Балтики.",
        after=timedelta(days=1, hours=1),
    )
    candidates = [*scene.candidates, scene.repeated]
    assert said(judge(article, candidates), Relation.BACKGROUND) == [scene.holmgren.id, scene.repeated[0].id]


def test_an_article_about_what_a_repost_adds_is_not_about_the_post(scene: SimpleNamespace) -> None:
    mayor = make_channel(9, "lebedyn", "Мер Лебедина", ("мер Лебедина",))
    text = f"Нині вночі помер наш водій Остап Громико, він возив людей до лікарень тридцять років.\n\n{scene.fire.text}"
    repost = make_post(text, number=31, channel=mayor)
    article = scene.article(
        "У Лебедині помер водій, який тридцять років возив людей до лікарень",
        "Про смерть Остапа Громика повідомив мер Лебедина.",
        "Остап Громико помер уночі. Він возив людей до лікарень тридцять років.",
    )
    verdicts = judge(article, [*scene.candidates, (repost, mayor)])
    assert said(verdicts, Relation.REPORTS) == [repost.id]


def test_a_sentence_that_recalls_one_call_does_not_recall_the_other_of_the_same_day(scene: SimpleNamespace) -> None:
    article = scene.article(
        "За ніч збито 57 дронів із 64",
        "Росія атакувала у ніч на 15 квітня.",
        "Дрони летіли з боку Курська та Орла, повідомляє Військо неба.\n\nШість влучили в цілі на чотирьох локаціях."
        "\n\nНагадаємо, у вівторок генерал Дзюбанюк говорив телефоном із генералом Бреді про лікування поранених.",
        after=timedelta(days=1, hours=1),
    )
    assert said(judge(article, scene.candidates), Relation.BACKGROUND) == [scene.brady.id]


def test_an_interview_on_the_theme_of_a_post_is_not_its_report(scene: SimpleNamespace) -> None:
    article = scene.article(
        "Як лікують поранених в Ірландії: розповідь хірурга",
        "Лікар Дермот Фоллі приймає українців третій рік.",
        "«Протез – це лише початок, людину треба навчити ходити», – каже він. Навчання військових хірургів триває пів "
        "року.\n\nЙого клініка в Корку взяла на реабілітацію одинадцятьох бійців.",
    )
    assert said(judge(article, scene.candidates), Relation.REPORTS) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("У понеділок тривали бої.", "t:04-13"),
        ("в пятницу", "t:04-10"),
        ("Kyiv said on Sunday that", "t:04-12"),
        ("Напередодні було тихо", "t:04-13"),
        ("два дні тому", "t:04-12"),
        ("5 дней назад", "t:04-09"),
        ("three days ago", "t:04-11"),
        ("після пʼятничної наради", "t:04-10"),
        ("з вівторка", "t:04-14"),
        ("the Saturday attack", "t:04-11"),
        ("позавчора", "t:04-12"),
        ("днем ранее", "t:04-13"),
        ("a day earlier", "t:04-13"),
        ("во вторник", "t:04-14"),
    ],
)
def test_weekdays_are_counted_back_from_the_day_of_publication(text: str, day: str) -> None:
    assert {key for _, key in pointing(text, 0, len(text), TUESDAY).days} == {day}


def test_a_day_ends_by_the_clock_of_kyiv() -> None:
    assert day_key(datetime(2026, 4, 13, 22, 30, tzinfo=UTC)) == "t:04-14"


@pytest.mark.parametrize("text", ["Раніше повідомляли", "тогда сбили", "earlier on", "Цього тижня", "попередньої ночі"])
def test_words_that_point_back(text: str) -> None:
    assert pointing(text, 0, len(text), TUESDAY).past
    assert not pointing("Сьогодні горить склад", 0, 99, TUESDAY).past

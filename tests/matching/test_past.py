"""Words that point back, and what only sounds so. The article is of Tuesday, 14 April 2026."""

from datetime import UTC, datetime

import pytest

from bot.language import normalise
from bot.matching.times import pointing

TUESDAY = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


def points_back(text: str) -> bool:
    text = normalise(text)
    return bool(pointing(text, 0, len(text), TUESDAY).past)


@pytest.mark.parametrize(
    "text",
    [
        *("За попередніми даними, загинули двоє", "До того ж горів склад", "Ті мовчали, тоді як інші тікали"),
        *(
            "Міст відкриють не раніше травня",
            "Мост откроют не раньше мая",
            "Вони, як і раніше, чекають",
            "Сдали раньше срока",
        ),
        *("Раньше тут была школа", "Прийшли раніше, ніж обіцяли", "Відкрили на тиждень раніше", "До недавнего времени"),
        *(
            "На вихідних обіцяють дощ",
            "Щойно розвидниться, вони підуть",
            "На днях откроют мост",
            "At the weekend it will rain",
        ),
        *("Взяли зразки для порівняння ДНК", "Скоріше, ніж планували"),
        *("Вони працюють цілими днями", "До цього переліку увійшли 12 компаній", "As reported by the police, it burnt"),
    ],
)
def test_what_only_sounds_like_pointing_back_does_not(text: str) -> None:
    assert not points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Попередній рекорд був меншим", "До того він працював у школі", "Тоді горів склад", "Днями мер це обіцяв"),
        *("До цього він працював у школі", "As reported, it burnt", "Вчорашній удар", "Цього ж дня уряд погодив це"),
        *("The same day it burnt", "He said so that morning", "В этот же день горел склад"),
        *("Раньше мэр обещал другое", "Часом раньше мэр обещал другое", "Нещодавно горів склад", "Недавня пожежа"),
        *(
            "Недавний пожар",
            "The recent fire",
            "На днях мэр это обещал",
            "Минувшей ночью горело",
            "С этой недели возят",
        ),
        *("Того дня горів склад", "Того вечора горіло", "В тот же вечер горело", "Цьоготижневий удар", "Сутки назад"),
        *("At the start of the week it burnt", "Over the weekend it burnt", "На вихідних горів склад"),
        *("Щойно згорів склад", "Склад, который только что сгорел", "Через два дні після пожежі рада зібралася"),
        *(
            "Для порівняння: у травні горіло двічі",
            "Для сравнения, в мае горело дважды",
            "For comparison, it burnt twice",
        ),
        *("The operator had planned milder cuts", "Для порівняння – позавчора горіло двічі"),
        *("Як відомо, горів склад", "Last night's fire", "This week's fire", "Last week's fire", "Yesterday's fire"),
    ],
)
def test_words_that_point_back_are_seen(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Мер писав про трьох поранених",
            "Служба говорила про чотирьох загиблих",
            "«Обленерго» повідомляло про 7 черг",
        ),
        *(
            "Суспільне повідомляло про вибух",
            "Завод «Азот», про який писали, стоїть",
            "«Усе». Мер писав про двох",
        ),
        *("Мэр говорил, что без газа остался 31 дом", "Штаб сообщал о пожаре", "Командування повідомляло про 17 ракет"),
    ],
)
def test_what_somebody_was_telling_was_told_before(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Мер написав про трьох поранених", "«Усе гаразд», – писав мер", "«Всё цело», — сообщал штаб"),
        *("Про це мер не повідомляв", "Генерал говорив із колегою", "Мэр сообщил о пожаре"),
        *("«Усе гаразд», – з гордістю казала вона, як завжди", "«Сусід казав, що горить», – розповіла вона"),
        *(
            "Письменниця писала роман",
            "Коригувальник повідомляв ворогу координати",
            "Підозрюваний називав себе банкіром",
        ),
    ],
)
def test_news_and_who_is_quoted_were_not(text: str) -> None:
    assert not points_back(text)

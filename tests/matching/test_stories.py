"""Two posts that say the same are one story; two that share a form are not."""

from datetime import timedelta

import pytest

from bot.matching.rarity import rarity_of
from bot.matching.reading import read_post
from bot.matching.stories import Statement, by_statement, is_same_statement
from tests.matching.conftest import make_channel, make_post

FIRE = (
    "У Лебедині вночі горів склад меблевої фабрики на площі 1850 квадратних метрів. Постраждав сторож, "
    "його шпиталізовано. Пожежу гасили 38 рятувальників, причину встановлюють слідчі."
)


def is_one(first: str, second: str, *, apart: timedelta = timedelta(minutes=20)) -> bool:
    channels = (make_channel(1, "sluzhba", "Служба"), make_channel(2, "mer", "Мер"))
    posts = [
        make_post(text, number=number, channel=channel, after=number * apart)
        for number, (text, channel) in enumerate(zip((first, second), channels, strict=True))
    ]
    one, two = (Statement(post, read_post(post.text, post.language)) for post in posts)
    return is_same_statement(one, two, rarity_of([one.reading.keys, two.reading.keys]))


@pytest.mark.parametrize(
    "second",
    [
        FIRE,
        FIRE.partition(" Пожежу")[0],
        f"{FIRE} Дякую всім, хто допомагав. Мер Остап Громико.",
        FIRE.replace("вночі", "цієї ночі").replace("його шпиталізовано", "він у лікарні"),
    ],
)
def test_light_edits_leave_one_statement(second: str) -> None:
    assert is_one(FIRE, second)
    assert is_one(second, FIRE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Завтра, 15 квітня, у Сумській області з 07:00 до 22:00 діятимуть відключення. Обсяг – 2 черги.",
         "Завтра, 15 квітня, у Полтавській області з 07:00 до 22:00 діятимуть відключення. Обсяг – 3 черги."),
        ("Внаслідок обстрілу Лебедина загинули 2 людини, поранено 5. Рятувальники працюють на місці удару.",
         "Внаслідок обстрілу Лебедина загинули 4 людини, поранено 6. Рятувальники працюють на місці удару."),
        ("Говорив із начальником штабу оборони генералом Бреді про потреби фронту та навчання бригад.",
         "Говорив із начальником штабу оборони генералом Гвідсеном про потреби фронту та навчання бригад."),
        ("Уночі ППО збила 83 дрони. Станом на 08:00 зафіксовано влучання на 7 локаціях. Тримаймо небо!",
         "Уночі ППО збила 57 дронів. Станом на 08:00 зафіксовано влучання на 4 локаціях. Тримаймо небо!"),
        ("У Сумах оголошено повітряну тривогу! Прямуйте до укриття і не нехтуйте сигналами.",
         "У Полтаві оголошено повітряну тривогу! Прямуйте до укриття і не нехтуйте сигналами."),
        ("До списку внесено 17 громадян і 22 компанії, що постачали деталі для ракет ворога.",
         "До списку внесено 17 громадян і 31 компанію, що постачали деталі для ракет ворога."),
    ],
)  # fmt: skip
def test_a_common_form_makes_no_common_statement(first: str, second: str) -> None:
    assert not is_one(first, second)


def test_the_same_words_a_day_later_are_another_statement() -> None:
    assert not is_one(FIRE, FIRE, apart=timedelta(hours=25))


def test_posts_stand_with_those_that_say_the_same_the_first_first() -> None:
    channels = [make_channel(number, f"kanal{number}", f"Канал {number}") for number in range(4)]
    said = (f"{FIRE} Дякую всім, хто допомагав.", "Міст у Лебедині відкриють завтра о 10:00, кажуть дорожники.", FIRE)
    posts = [
        make_post(text, number=number, channel=channels[number], after=timedelta(minutes=30 - 10 * number))
        for number, text in enumerate(said)
    ]
    assert by_statement(posts) == [[2, 0], [1]]


FIRE_RU = (
    "В Криничанах ночью горел склад мебельной фабрики на площади 1850 квадратных метров. Пострадал сторож, "
    "его госпитализировали. Пожар тушили 38 спасателей, причину устанавливают следователи."
)
FIRE_EN = (
    "A furniture warehouse of 1,850 square metres burned in Krynychany overnight. The guard was hurt, he was taken to "
    "hospital. The fire was put out by 38 rescuers, and investigators look for its cause."
)


def entries(*texts: str) -> int:
    """How many statements posts of as many channels are."""
    channels = [make_channel(number, f"kanal{number}", f"Канал {number}") for number in range(len(texts))]
    posts = [make_post(text, number=number, channel=channels[number]) for number, text in enumerate(texts)]
    return len(by_statement(posts))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRE, FIRE.replace("Постраждав сторож, його шпиталізовано", "Загинув сторож, його не встигли шпиталізувати")),
        (FIRE, FIRE.replace("Постраждав", "Загинув")),
        (FIRE, FIRE.replace("його шпиталізовано", "його не шпиталізовано")),
        (FIRE, FIRE.replace("Лебедині", "Вербівці")),
        (FIRE, FIRE.replace("сторож", "директор")),
        (FIRE.replace("вночі", "5 травня"), FIRE.replace("вночі", "6 травня")),
        (FIRE, f"Спростування. Це неправда: {FIRE}"),
        (FIRE, f"Не вірте фейку. Ворожі канали пишуть: «{FIRE}» Це неправда, пожежі не було."),
        (FIRE, f"{FIRE} Насправді сторож не постраждав."),
        ("Тривога у Сумській області! Загроза ударних БпЛА з півночі. Пройдіть в укриття.",
         "Відбій тривоги у Сумській області! Загроза ударних БпЛА з півночі минула. Дякуємо за витримку."),
        (FIRE_RU, FIRE_RU.replace("Пострадал сторож", "Погиб сторож")),
        (FIRE_RU, f"Это ложь: {FIRE_RU}"),
        (FIRE_RU, FIRE_RU.replace("сторож", "директор")),
        (FIRE_EN, FIRE_EN.replace("was hurt", "died")),
        (FIRE_EN, f"This is fake. {FIRE_EN}"),
        (FIRE_EN, FIRE_EN.replace("he was taken", "he was not taken")),
    ],
)  # fmt: skip
def test_who_says_otherwise_in_the_same_words_says_another_thing(first: str, second: str) -> None:
    assert entries(first, second) == 2
    assert entries(second, first) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRE, f"{FIRE} Дякую рятувальникам, що не лишили громаду в біді!"),
        (FIRE, f"Оперативно від ДСНС: {FIRE}"),
        (FIRE, FIRE.partition(" Пожежу")[0]),
        (FIRE, f"{FIRE} Рух вулицею Гайовою не обмежено."),
        (FIRE, FIRE.replace("1850 квадратних метрів", "1850 кв. м").replace("38", "тридцять вісім")),
        (FIRE, FIRE.replace("сторож", "охоронець").replace("горів", "палав")),
        (FIRE_RU, f"{FIRE_RU} Спасибо спасателям!"),
        (FIRE_EN, f"{FIRE_EN} Thank you, rescuers!"),
    ],
)
def test_who_only_adds_says_the_same(first: str, second: str) -> None:
    assert entries(first, second) == 1
    assert entries(second, first) == 1


def test_of_three_channels_who_only_adds_to_the_first_may_contradict_the_second() -> None:
    more = [f"{FIRE} Склад підпалив {who}, його затримали." for who in ("Іван Гак", "Петро Нечай")]
    assert entries(FIRE, *more) == 2

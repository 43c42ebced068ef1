"""A title that says that an article tells of several things."""

from types import SimpleNamespace

import pytest

from bot.language import normalise
from bot.matching import compare
from bot.matching.digests import has_labels, is_digest


@pytest.mark.parametrize(
    "title",
    [
        "Головне за вівторок: удар по порту, нова двохсотка",
        "Коротко: що ви пропустили вночі",
        "П'ятниця за хвилину: застава, ринок, мости",
        "Субота в Лебедині: вода, світло і маршрутки",
        "Ніч на 12 травня: що відомо",
        "Субота: обмін, новий комкор і міст",
        "П'ятниця, 13-те: резерв, боєприпаси, евакуація",
        "Ніч, ранок і вечір Лебедина: хроніка удару",
        "Субота, 7 березня: ніч під дронами, допомога від Литви",
        "Підсумки дня: палає нафтобаза, прилетів міністр",
        "Итоги среды: граница стояла, курс спокоен",
        "Главное к этому часу",
        "Week in review: gas, grain and a lucky cat",
        "Saturday briefing: port fire, a day without outages",
        "Sunday in the north: a flood, a concert, two rescued swans",
        "Lviv on Tuesday: a tram strike and a new market",
        "Вівторок у п'яти пунктах",
        "Ніч на 14 квітня: удар по порту, обмін, новий міст",
        "Удар по Лебедину: головне",
        "День за п'ять хвилин: жалоба, пошуки, суд",
    ],
)
def test_the_day_in_brief_is_a_digest(title: str) -> None:
    assert is_digest(normalise(title))


@pytest.mark.parametrize(
    "title",
    [
        "Головнокомандувач поговорив з адміралом",
        "Гуляйпільський напрямок став головним",
        "Польська міністерка в Києві: підсумки переговорів",
        "За тиждень затримали сімох",
        "День міста: концерт на площі й салют",
        "Ніч над Харковом: збито 20 дронів",
        "Ніч у спортзалі: де гріються ті, у кого холодно",
        "Ministers brief parliament on the week",
        "Monday's flood: rescuers find the ferry",
        "Hordiienko at briefing: the port will be rebuilt",
        "NATO intelligence briefing leaked",
        "Головне слідче управління: затримано двох",
        "Головне зі звернення президента",
        "Ніч у пункті незламності",
        "Ніч на 14 квітня: ППО збила 83",
    ],
)
def test_one_thing_in_similar_words_is_none(title: str) -> None:
    assert not is_digest(normalise(title))


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Порт. Уночі горів склад, загиблих немає.", "Міст. Рух відновили о шостій.", "Погода. Обіцяють зливу."],
        ["13:30. Мэрия заявила, что вода чистая.", "15:10. Санстанция возразила.", "16:25. Мэр ответил, что проверит."],
        ["The harbour. A warehouse burnt down.", "The bridge. Traffic is back.", "Weather. More rain is coming."],
    ],
)
def test_paragraphs_with_labels_are_a_digest(paragraphs: list[str]) -> None:
    assert has_labels("\n\n".join(paragraphs))
    assert has_labels("\n\n".join([*paragraphs, "Фото: Портова служба"]))
    assert has_labels("\n".join(f"{at}. {one}" for at, one in enumerate(paragraphs, start=1)))


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "Журналіст: Коли відкриють міст?",
            "Мер: Щойно його перевірять.",
            "Журналіст: А хто це зробить?",
            "Мер: Київ.",
        ],
        ["1. Вимкніть газ і світло.", "2. Візьміть документи й воду.", "3. Не користуйтеся ліфтом."],
        ["Танки: 11 800, за добу п'ять.", "Літаки: 431, без змін.", "Особовий склад: близько 1 200 осіб."],
        ["Рух відновили. Поліція поїхала.", "Світла немає. Його чекають увечері.", "Міст закрито. Його лагодять."],
        ["Джерело: Харківська ОВА у Telegram", "Пряма мова: «Загиблих немає».", "Деталі: горів склад зерна."],
    ],
)
def test_an_interview_an_instruction_a_table_and_one_piece_of_news_are_none(paragraphs: list[str]) -> None:
    assert not has_labels(normalise("\n\n".join(paragraphs)))


def test_paragraphs_that_begin_as_sentences_do_are_none() -> None:
    news = ["Порт горів уночі, загиблих немає.", "Про це повідомили рятувальники.", "Склад відбудують до весни."]
    assert not has_labels("\n\n".join(news))
    assert not has_labels("\n\n".join(["Порт. Горів склад зерна.", *news]))


def test_in_a_digest_each_post_is_measured_by_its_own_sentence(scene: SimpleNamespace) -> None:
    text = f"{scene.fire.text}\n\n{scene.first_night.text}"
    told = compare(scene.article("Головне за день: пожежа і ніч", "", text), scene.candidates)
    plain = compare(scene.article("Пожежа і ніч", "", text), scene.candidates)
    by_post = {one.rival.post.id: one.features for one in told.field}
    assert by_post[scene.fire.id].digest_place > 0 < by_post[scene.fire.id].digest_share
    assert by_post[scene.holmgren.id].digest_place < 0
    assert all(one.features.digest == 0 == one.features.digest_share for one in plain.field)

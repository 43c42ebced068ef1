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
            ("30 пожеж", "Назар Вільшанський"),
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


@pytest.mark.parametrize(
    ("said", "written", "added", "left_out"),
    [
        ("Данія дасть $25 млн.", "Данія дасть €25 млн.", ("€25 млн",), ("$25 млн",)),
        ("Тепло є у 85% будинків.", "Тепло є у 85 будинках.", ("85 будинках",), ("85%",)),
        ("На лікарню дали 12 млн грн.", "На лікарню дали 12 000 000 гривень.", (), ()),
        ("Загинули троє людей.", "Загинули п'ятеро людей.", ("пʼятеро людей",), ("троє людей",)),
        ("Загинули троє людей.", "Троє загиблих, працюють два екіпажі.", (), ()),
        ("Троє загиблих: двоє дітей і жінка.", "Загинули двоє дітей і ще одна жінка, всього троє.", (), ()),
        ("Штаб очолить Петро Харченко.", "Штаб очолить Петро Горченко.", ("Петро Горченко",), ("Петро Харченко",)),
        ("Штаб очолить Ігор Савченко.", "Штаб очолив Ігор Шевченко.", ("Ігор Шевченко",), ("Ігор Савченко",)),
        ("Гучно у Кривому Розі.", "Кривий Ріг чув вибухи: гучно у місті Кривий Ріг.", (), ()),
    ],
)
def test_another_number_or_name_is_never_the_same(
    said: str, written: str, added: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    found = contrast(article(title="Новини", text=normalise(written)), post(normalise(said)), channel())
    assert (found.added, found.left_out) == (added, left_out)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Завтра о 10:00 відкриємо міст.", "У вівторок, 3 березня, о 10:00 відкриють міст, сказали 2 березня."),
        ("Від 01.05.2026 проїзд – 12 грн.", "З 1 травня 2026 року проїзд – 12 гривень."),
        ("Міст закриють о 18.00.", "Міст закриють о 18:00."),
        ("Світла не буде з 17:00 до 23:00.", "Світла не буде з 17-ї до 23-ї."),
        ("Світла не буде з 18:00 до 23:00.", "Світла не буде з шостої до одинадцятої вечора."),
        ("Отримали 250 000,00 грн.", "Отримали 250 000 грн."),
        ("КАБи на Харківщину!", "Каби летять на громади в Харківській області."),
        ("Уражено склад у Ростові.", "Уражено склад у Ростовській області РФ."),
        ("Бої йдуть під Лиманом і Гуляйполем.", "Бої йдуть на Лиманському та Гуляйпільському напрямках."),
        ("БпЛА на Запоріжжя та Черкаси.", "Безпілотники летять на Запорізьку область і Черкаську область."),
        ("Тел. 0 800 507 028, лінія 24/7, #Лебедин_разом @Hromada_OVA https://sait.example/Novyny/Kyiv", "Дзвоніть."),
        ("УВАГА! ЗАВТРА ПЕРЕКРИЮТЬ ВУЛИЦЮ ГАЙОВУ", "Буде перекрито рух."),
    ],
)
def test_the_same_day_hour_sum_or_place_is_no_difference_and_form_tells_nothing(said: str, written: str) -> None:
    found = contrast(article(title="Новини", text=written), post(said), channel())
    assert (found.added, found.left_out) == ((), ())


def test_headlines_in_english_capitals_name_nobody() -> None:
    written = article(
        title="Lebedyn Opens Resilience Centre For Veterans Tomorrow",
        text="A centre opens at Tuesday’s fair, and Kharkiv Oblast waits for another.",
        language="en",
    )
    said = post("Завтра в Лебедині відкриють центр. Такий самий чекають на Харківщині.")
    assert contrast(written, said, channel()).added == ()


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("Уночі у Хмельницькому вночі було гучно. Тихо у Рівному зранку.", ("Хмельницькому", "Рівному")),
        ("Зустрівся з мером Варшави Мареком Вільчинським.", ("Варшави", "Мареком Вільчинським")),
        ("Дрони летять на Сумську область.", ("Сумську область",)),
        ("Збито Shahed-136, Х-101 та Су-34.", ("Shahed-136", "Х-101", "Су-34")),
    ],
)
def test_names_are_told_whole_and_alone(said: str, left_out: tuple[str, ...]) -> None:
    assert contrast(article(title="Новини", text="Нічого."), post(said), channel()).left_out == left_out


def test_a_model_is_one_in_two_alphabets() -> None:
    found = contrast(article(title="Новини", text="Збили X-101 і Shahed-131."), post("Збито Х-101."), channel())
    assert (found.added, found.left_out) == (("Shahed-131",), ())


def test_what_other_posts_of_the_article_and_their_channels_have_is_not_added() -> None:
    written = article(title="Новини", text="Про 30 пожеж і Назара Вільшанського розповів Остап Громико.")
    other = post("Було 30 пожеж, бачив Назар Вільшанський.")
    beside = [(other, channel(title="Остап Громико"))]
    assert contrast(written, post("Було тихо."), channel(), others=beside).added == ()

"""Countries, places and institutions in what an article adds and leaves out. Invented people and places."""

import pytest

from bot.language import normalise
from bot.matching.contrast import contrast
from storage.records import Channel
from tests.alerts.scenes import article, channel, post

BANK = channel(title="Нацбанк")


def added(written: str, said: str, *, of: Channel | None = None, language: str = "uk") -> tuple[str, ...]:
    text = article(title="Новини", text=normalise(written), language=language)
    return contrast(text, post(normalise(said)), of or channel()).added


def left_out(written: str, said: str, *, language: str = "uk") -> tuple[str, ...]:
    text = article(title="Новини", text=normalise(written), language=language)
    return contrast(text, post(normalise(said)), channel()).left_out


@pytest.mark.parametrize(
    "country", ["Естонія", "Латвія", "Канада", "Англія", "Єгипет", "Італія", "Бразилія", "Мальта", "Індонезія", "Литва"]
)
@pytest.mark.parametrize("sentence", ["Генератори передала {}, а ще вода.", "Була вода. {} передала генератори."])
def test_a_country_that_the_post_lacks_is_added_wherever_it_stands(country: str, sentence: str) -> None:
    assert added(sentence.format(country), "Генератори передала Норвегія.") == (country,)


@pytest.mark.parametrize(
    ("written", "language", "names"),
    [
        ("Эстония передала генераторы. Египет дал воду.", "ru", ("Эстония", "Египет")),
        ("Estonia gave generators. Egypt gave water.", "en", ("Estonia", "Egypt")),
    ],
)
def test_so_it_is_in_other_languages(written: str, language: str, names: tuple[str, ...]) -> None:
    assert added(written, "Генератори передала Норвегія.", language=language) == names


@pytest.mark.parametrize(
    "written",
    [
        "Польські заводи запрацювали. Поляки раді.",
        "Кияни сплять. Литовці й естонці приїхали.",
        "Грузили воду. Суми виплат зросли. Рівне покриття тримається.",
        "Чехи приехали. Датчане тоже.",
        "Polish plants work. Egyptian ones too.",
    ],
)
def test_peoples_and_words_that_only_begin_so_are_no_places(written: str) -> None:
    assert added(written, "Було тихо.") == ()


def test_the_case_of_a_country_is_no_difference() -> None:
    assert added("Дания и Литва дали воду. Англия ждёт.", "Дякую Данії, Литві та Англії.", language="ru") == ()


def test_places_after_a_colon_are_told() -> None:
    said = "Дрони летіли з напрямків: Курськ, Міллерово. Інші: Орел, Шаталово."
    assert left_out("Летіли дрони.", said) == ("Курськ", "Міллерово", "Орел", "Шаталово")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Так вирішили в правлінні Національного банку України.", "Правління НБУ знизило ставку."),
        ("Про це сказали в НБУ.", "Національний банк знизив ставку."),
        ("Про це каже речник Служби безпеки України.", "СБУ затримала двох."),
        ("Збройні Сили України тримають оборону.", "ЗСУ тримають оборону."),
        ("Про це сказали в Міністерстві закордонних справ.", "МЗС чекає на гостей."),
        ("Справу має Державне бюро розслідувань.", "Справа в ДБР."),
        ("Справу веде Національне антикорупційне бюро.", "Справу веде НАБУ разом із САП."),
        ("Рішення за Вищим антикорупційним судом.", "Рішення за ВАКС."),
        ("Працювали люди Державної служби України з надзвичайних ситуацій.", "ДСНС працює."),
        ("Так каже Київська міська військова адміністрація.", "КМВА: тихо."),
    ],
)
def test_letters_and_the_full_name_are_one_institution(written: str, said: str) -> None:
    assert added(f"Тихо. {written}", said) == ()


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Так решили в правлении Национального банка Украины и в СБУ.", "ru"),
        ("The board of the National Bank and the Security Service decided so.", "en"),
    ],
)
def test_so_they_are_in_other_languages(written: str, language: str) -> None:
    assert added(written, "Правління НБУ та СБУ вирішили.", language=language) == ()


def test_the_channel_names_its_institution_in_either_way() -> None:
    assert added("Так вирішили в Національному банку України.", "Ставку знижено.", of=BANK) == ()


@pytest.mark.parametrize("office", ["Збройних сил Польщі", "Об'єднаних збройних сил НАТО", "Служби безпеки Польщі"])
def test_an_office_of_others_is_not_ours(office: str) -> None:
    assert added(f"Приїхав генерал {office}.", "Приїхали ЗСУ та СБУ.") == (normalise(office),)


def test_a_person_is_told_apart_from_the_office_before() -> None:
    written = "Про це каже очільник Сумської ОВА Роман Тищенко."
    assert added(written, "Було тихо.") == ("Сумської ОВА", "Роман Тищенко")


@pytest.mark.parametrize("said", ["Тихо у Вербівській громаді.", "Тихо. Уся Вербівщина спить."])
def test_a_village_in_latin_letters_is_what_the_adjective_is_made_of(said: str) -> None:
    written = "It is quiet in Verbivka now."
    assert added(written, said, language="en") == ()
    assert left_out(written, said, language="en") == ()


def test_another_village_is_none() -> None:
    assert added("It is quiet in Sosnivka now.", "Тихо у Вербівській громаді.", language="en") == ("Sosnivka",)


@pytest.mark.parametrize("written", ["Монета з'явиться двадцятого березня.", "Монета появится двадцатого марта."])
def test_a_day_in_words_is_the_same_day(written: str) -> None:
    assert left_out(written, "Монета з'явиться 20 березня.") == ()


def test_an_institution_is_told_once_whatever_it_is_called() -> None:
    written = "Так вирішив Національний банк України. Про це каже речник НБУ, а не СБУ."
    assert added(written, "Було тихо.") == ("Національний банк України", "СБУ")


def test_the_administration_of_another_region_is_another() -> None:
    written = "Про це каже речник Сумської ОВА, а не Черкаської ОВА."
    assert added(written, "Нарада.", of=channel(title="Сумська ОВА")) == ("Черкаської ОВА",)


LANDS = [
    ("США та Литва", ("Сполучені Штати та Литва", "американці та литовці", "Сполучені Штати Америки й литовці"), "uk"),
    ("США та Литва", ("the United States and Lithuania", "the U.S. and Lithuania", "the US and Lithuania"), "en"),
    ("Сполучені Штати та Литва", ("the United States and Lithuania", "the US and Lithuanians"), "en"),
    ("Сполучені Штати та Литва", ("Соединённые Штаты и Литва", "США и литовцы"), "ru"),
    ("Велика Британія та Данія", ("the United Kingdom and Denmark", "Great Britain and Danes"), "en"),
    ("Саудівська Аравія та Китай", ("Saudi Arabia and China",), "en"),
    ("Саудівська Аравія та Китай", ("Саудівська Аравія та КНР", "саудити й китайці"), "uk"),
    ("Вʼєтнам і Чорногорія", ("Vietnam and Montenegro",), "en"),
    ("Вʼєтнам і Чорногорія", ("Вьетнам и Черногория",), "ru"),
    ("литовці та латвійці", ("Литва та Латвія",), "uk"),
    ("Литва, Латвія та Естонія", ("країни Балтії",), "uk"),
    ("Литва, Латвія та Естонія", ("страны Балтии",), "ru"),
    ("Литва, Латвія та Естонія", ("the Baltic states",), "en"),
    ("країни Латинської Америки", ("Latin America",), "en"),
    ("мешканці Кривого Рогу", ("people of Kryvyi Rih",), "en"),
    ("мешканці Кривого Рогу", ("жители Кривого Рога", "криворожские пекари"), "ru"),
]
SAYS = {"uk": "Про воду говорили {}.", "ru": "О воде говорили {}.", "en": "Of water spoke {}."}


@pytest.mark.parametrize(
    ("said", "written", "language"),
    [(said, one, language) for said, written, language in LANDS for one in written],
)
def test_a_land_is_the_same_by_all_its_names_and_its_people(said: str, written: str, language: str) -> None:
    post_says, article_says = SAYS["uk"].format(said), SAYS[language].format(written)
    assert added(article_says, post_says, language=language) == ()
    assert left_out(article_says, post_says, language=language) == ()


@pytest.mark.parametrize(
    ("said", "written", "language", "name"),
    [
        ("Литва", "Литва та країни Латинської Америки", "uk", "Латинської Америки"),
        ("Велика Британія", "Саудівська Аравія", "uk", "Саудівська Аравія"),
        ("Чорногорія", "the United States", "en", "United States"),
    ],
)
def test_another_land_is_added(said: str, written: str, language: str, name: str) -> None:
    assert added(SAYS[language].format(written), SAYS["uk"].format(said), language=language) == (name,)

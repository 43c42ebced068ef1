import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.figures import read_figures
from bot.language.numerals import value_of
from bot.language.sounds import sound
from bot.language.stems import stem
from bot.language.terms import Kind, read_keys, read_terms, word_key
from bot.language.words import fold, words


@pytest.mark.parametrize(
    "spellings",
    [
        "Ярошицький Ярошицкого Yaroshytskyi Yaroshitsky Ярошицьким",
        "Вільхова Вільхової Вильховую Vilkhova",
        "Громницька Громницкой Hromnytska Gromnitskaya",
        "Гаргроув Харгроувом Hargrove Гаргроува",
        "Голубнича Голубничая Holubnycha Голубничу",
        "Завірюха Завирюхой Zaviriukha Завірюхи",
        "Луговець Луговец Luhovets Луговця",
        "Рудяк Rudiak Рудяка",
        "Лозова Lozova Лозової Лозовой",
        "Наталія Nataliia Наталию",
        "Гуляйполе Huliaipole",
        "Павлоград Павлограде Pavlohrad Pavlograd",
        "Черкаси Черкаського Черкасского Черкащина Cherkasy Cherkaskyi",
        "Рахів Рахівщини Раховщины Rakhiv",
        "Покровськ Покровский Pokrovsk",
        "Синельникове Синельниково Synelnykove",
        "Потсдамі Потсдаме Potsdam",
        "Джанкой Dzhankoi",
        "Краків Краков Kraków Krakow",
        "Костянтинівка Константиновка Kostiantynivka Konstantinovka",
    ],
)
def test_a_name_sounds_alike_in_three_languages(spellings: str) -> None:
    assert len({sound(stem(fold(word))) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        "Віттакером Уиттакер Whittaker",
        "Вільямс Уильямс Williams",
        "Валенсії Валенсия Valencia",
        "Гарсія Гарсия García",
        "Гонсалес González",
        "Гаргрівз Харгривзом Hargreaves",
        "Ордоньєс Ордоньес Ordóñez",
        "Джонс Джонсом Jones",
        "Джонсона Johnson",
        "Джеймс James",
        "Янссон Jansson",
        "Лаурітсен Лауритсен Lauritsen",
        "Макензі Маккензи McKenzie",
        "О'Браєн О'Брайен O'Brien",
        "Райт Wright",
        "Ньютон Newton",
        "Бордо Bordeaux",
        "Дюбуа Dubois",
        "Шредер Шрёдер Schröder",
        "Мерца Мерцем Merz",
        "Анджей Andrzej",
        "Станіслав Stanisław",
        "Домбровський Dąbrowski",
        "Навроцький Навроцкий Nawrocki",
        "Ковач Kovács",
        "Пленкович Plenković",
        "Ердоган Эрдоган Erdoğan",
        "Гейл Хейл Hale",
        "Гайдай Haidai",
        "Микола Николай Mykola Nikolai",
        "Олена Елена Olena",
        "Катерина Екатерина Kateryna",
    ],
)
def test_a_name_from_abroad_or_of_another_root_sounds_alike(spellings: str) -> None:
    assert len({sound(stem(fold(word))) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "Гаргроув Пемброук Данліві Вроблевич Гольштайнер Ярошицький",
        "Hargrove Hargreaves Hartley Harlow",
        "Чорней Черкаський Черкун Чернявський",
        "Новак Новацький Нємчинов",
    ],
)
def test_different_people_sound_different(names: str) -> None:
    assert len({sound(stem(fold(name))) for name in names.split()}) == len(names.split())


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("двадцять один дрон", ["d:21", "k:drone"]),
        ("двухсот сорока восьми целей", ["d:248", "k:target"]),
        ("thirty-four missiles", ["d:34", "k:missile"]),
        ("20 тисяч людей", ["d:20000", "k:person"]),
        ("двадцять тисяч родин", ["d:20000", "k:family"]),
        ("півтори тисячі людей", ["d:1500", "k:person"]),
        ("12 тис. родин", ["d:12000", "k:family"]),
        ("2,4 тис. родин", ["d:2400", "k:family"]),
        ("о 9:00", ["d:09:00"]),
        ("двоих людей", ["d:2", "k:person"]),
        ("у ніч на 2 березня", ["k:night", "t:03-02"]),
        ("on March 2", ["t:03-02"]),
        ("by Sept. 3", ["t:09-03"]),
        ("у вересні", ["k:september"]),
        ("станом на 08:00 02.03.2026", ["x:stan", "d:08:00", "t:03-02"]),
    ],
)
def test_numbers_and_dates_are_read_in_words_and_figures(text: str, keys: list[str]) -> None:
    assert [term.key for term in read_terms(text)] == keys


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("k:sumy", "до Сум|из Сум|in Sumy"),
        ("k:rivne", "на Рівненщині|в Ровно|in Rivne"),
        ("k:kamianske", "у Камʼянському|в Каменском|in Kamianske"),
        ("k:kremenchuk", "у Кременчуці|в Кременчуге|in Kremenchuk"),
        ("k:vovchansk", "під Вовчанськом|под Волчанском|near Vovchansk"),
        ("k:vienna", "у Відні|в Вене|in Vienna"),
        ("k:rome", "у Римі|в Риме|in Rome"),
        ("k:georgia", "у Грузії|в Грузии|in Georgia"),
        ("k:slovakia", "у Словаччині|в Словакии|in Slovakia"),
    ],
)
def test_a_place_with_other_names_has_one_key(key: str, words: str) -> None:
    assert [{term.key for term in read_terms(text)} & {key} for text in words.split("|")] == [{key}] * 3


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_terms_stand_in_order_inside_the_text(text: str) -> None:
    end = 0
    for term in read_terms(text):
        assert end <= term.start < term.end <= len(text)
        assert len(term.key) > 2
        end = term.end


def test_one_thing_has_one_key_in_three_languages() -> None:
    uk, ru, en = (
        {term.key for term in read_terms(text)}
        for text in ("збито 12 безпілотників", "сбили 12 беспилотников", "12 drones were downed")
    )
    assert uk == ru == en == {"k:shotdown", "d:12", "k:drone"}


def test_names_are_capitalised_words_inside_a_sentence() -> None:
    terms = read_terms("Розмовляв із генералом Гаргроувом. Подякував за підтримку.")
    assert [term.key for term in terms if term.kind is Kind.NAME] == ["x:hrhrv"]


@pytest.mark.parametrize("text", ["Yesterday Gen. Hargrove called.", "Учора ген. Гаргроув дзвонив."])
def test_a_name_after_a_shortened_word_begins_no_sentence(text: str) -> None:
    assert [term.key for term in read_terms(text) if term.kind is Kind.NAME] == ["x:hrhrv"]


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        (2, "двоїх двоих обоє оба обидва"),
        (3, "троїх троих трёх"),
        (4, "четырёх чотирма"),
        (6, "шістьма шістьом"),
        (8, "вісьмома восьмерых"),
        (9, "дев'ятьма девятерых"),
        (10, "десятьма десятеро десятерых"),
        (11, "одинадцять одинадцятьох одиннадцатью"),
        (20, "двадцятьма двадцяти двадцатью"),
        (60, "шістдесятьох шестьдесят"),
    ],
)
def test_a_numeral_is_known_in_its_case_forms(value: int, forms: str) -> None:
    assert {value_of(fold(form)) for form in forms.split()} == {value}


def figures(text: str) -> list[str]:
    return [term.key for term in read_terms(text) if term.key[0] in "dt"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("d:19", "девʼятнадцятий пакет|девятнадцатого пакета|the nineteenth package|19-й пакет"),
        ("d:100", "стала сотою|в сотый раз|the hundredth|100th"),
        ("d:125", "сто двадцять пʼята бригада|сто двадцать пятой|125-ту"),
        ("d:48", "сорок восьма|сорок восьмой|forty-eighth"),
        ("d:120", "сто двадцята бригада|сто двадцатой"),
        ("d:110", "сто десята бригада|сто десятой"),
        ("d:2022", "дві тисячі двадцять другого року|две тысячи двадцать второго"),
        ("d:1023", "тисяча двадцять третій день війни|1023-й день"),
        ("d:19", "після девʼятнадцятого пакета|от девятнадцатого пакета"),
        ("d:24", "з двадцять четвертою бригадою|24-та бригада"),
        ("d:43", "сорок третя військова частина|сорок третя частина"),
        ("t:05-23", "двадцять третього травня|двадцать третьего мая|23 травня"),
        ("t:02-05", "пʼятого лютого|пятого февраля|5 лютого"),
    ],
)
def test_an_ordinal_is_its_number(key: str, words: str) -> None:
    assert [figures(text) for text in words.split("|")] == [[key]] * len(words.split("|"))


@pytest.mark.parametrize(
    "text",
    [
        *("о двадцять другій", "до двадцятої години", "пів на одинадцяту", "к десятому часу"),
        *(
            "перший і другий",
            "a third of them",
            "a tenth of it",
            "сотні людей",
            "у восьмому класі",
            "одна десята відсотка",
        ),
        *("his second May in office", "друга Мая", "тисячі перших глядачів"),
        *("Олег Сорока перший приїхав", "СТО перша у місті", "з двадцятої до двадцять другої", "двадцять третя година"),
    ],
)
def test_hours_parts_and_the_first_few_are_no_numbers(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "key"), [("двадцять перших глядачів", "d:20"), ("сорок других", "d:40"), ("fifty second graders", "d:50")]
)
def test_so_many_of_the_first_are_no_ordinal(text: str, key: str) -> None:
    assert figures(text) == [key]


def test_which_one_it_is_is_no_count() -> None:
    assert [term.kind for term in read_terms("двадцята бригада") if term.key == "d:20"] == [Kind.WORD]


@pytest.mark.parametrize(("begins", "inside"), [("Обговорили", "обговорили"), ("Працюють", "працюють")])
def test_a_verb_that_begins_a_sentence_has_the_key_that_it_has_inside(begins: str, inside: str) -> None:
    assert word_key(begins, "uk") == word_key(inside, "uk")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("uk", "Кім Кіма"),
        ("uk", "Ляшко Ляшка"),
        ("uk", "Чоп Чопа"),
        ("ru", "Сурков Суркова"),
        ("uk", "Сандерс Сандерса"),
    ],
)
def test_a_name_has_one_key_in_its_cases_whatever_word_it_resembles(language: str, forms: str) -> None:
    assert len({word_key(form, language) for form in forms.split()}) == 1


def test_english_surnames_keep_their_endings() -> None:
    assert word_key("Sanders", "en") == word_key("Сандерс", "uk")
    assert word_key("Taras", "en") == word_key("Тарас", "uk")


@pytest.mark.parametrize("word", ["одинадцятий", "двадцятка", "шістдесятник", "сьома", "Сорокін", "двадцатого"])
def test_ordinals_and_what_is_made_of_numerals_are_no_numerals(word: str) -> None:
    assert value_of(fold(word)) is None


def test_figures_alone_are_read_as_they_are_among_all_words() -> None:
    found = words("Уночі двадцять один дрон і 38 тисяч людей, 3 вересня о 9:00, один з них")
    every = [one for one in read_keys(found, "uk") if one[2][0] in "dt"]
    assert list(read_figures(found)) == every


@pytest.mark.parametrize("text", ["Збито літак Су-34 над морем", "Траса М-06 закрита", "The F-16 was shot down"])
def test_the_number_of_a_model_counts_nothing(text: str) -> None:
    assert not any(term.kind is Kind.NUMBER for term in read_terms(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("про великі суми йшлося", "k:sumy"),
        ("багато суму в цих словах", "k:sumy"),
        ("тромб у вені пацієнта", "k:vienna"),
        ("вірші без рими", "k:rome"),
        ("ровно в семь утра", "k:rivne"),
        ("на рівному місці", "k:rivne"),
        ("he told us the truth", "k:usa"),
        ("заявив Рустем Умеров", "k:killed"),
        ("сказала Катерина", "k:ship"),
        ("удар по Миколаївці", "k:mykolaiv"),
        ("бої за Северодонецк", "k:north"),
        ("станція в Енергодарі", "k:energy"),
    ],
)
def test_a_word_that_only_looks_like_a_concept_is_none(text: str, key: str) -> None:
    assert key not in {term.key for term in read_terms(text)}

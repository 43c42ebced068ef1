"""Words in which an edit says another thing, though its numbers and names are the same. Invented sentences."""

import pytest

from bot.matching.matters import Matter
from bot.matching.revising import difference

Case = tuple[str, str]

BOUNDS = [
    ("Без світла понад 40 тисяч абонентів.", "Без світла менш як 40 тисяч абонентів."),
    ("Без світла понад 40 тисяч абонентів.", "Без світла майже 40 тисяч абонентів."),
    ("До 40 людей лишилися без світла.", "Понад 40 людей лишилися без світла."),
    ("Усі лікарні мають світло.", "Майже всі лікарні мають світло."),
    ("Без света более 40 домов.", "Без света менее 40 домов."),
    ("More than 40 homes are dark.", "Nearly 40 homes are dark."),
]
WHO = [
    ("Затримано сина директора фабрики.", "Затримано директора фабрики."),
    ("Про удар сказав голова громади.", "Про удар сказав заступник голови громади."),
    ("Затримано колишнього директора фабрики.", "Затримано директора фабрики."),
    ("Росіяни втратили 30 танків.", "Українці втратили 30 танків."),
    ("Українські війська зайняли село.", "Російські війська зайняли село."),
    ("Загинуло троє цивільних.", "Загинуло троє військових."),
    ("Задержан сын директора.", "Задержан директор."),
    ("Ранены трое гражданских.", "Ранены трое военных."),
    ("The director's son was detained.", "The director was detained."),
    ("Three soldiers were wounded.", "Three civilians were wounded."),
]
WHEN = [
    ("Рух перекрито до завтра.", "Рух перекрито до сьогодні."),
    ("Зустріч відбудеться завтра о 10:00.", "Зустріч відбудеться сьогодні о 10:00."),
    ("Вибухи лунали вночі.", "Вибухи лунали вранці."),
    ("Мост откроют завтра.", "Мост откроют послезавтра."),
    ("The bridge opens tomorrow.", "The bridge opens today."),
]
CERTAINTY = [
    ("Міністр подав у відставку.", "Міністр може подати у відставку."),
    ("Рада планує ухвалити закон.", "Рада ухвалила закон."),
    ("Рада має намір ухвалити закон.", "Рада ухвалила закон."),
    ("Судно нібито везло зброю.", "Судно везло зброю."),
    ("За попередніми даними, людей під завалами немає.", "Людей під завалами немає."),
    ("Мэр подал в отставку.", "Мэр может подать в отставку."),
    ("Ukraine will receive the systems.", "Ukraine might receive the systems."),
    ("The troops left the village.", "The troops reportedly left the village."),
]
HARM = [
    ("Сторожа шпиталізовано.", "Сторожа шпиталізовано. Згодом він помер."),
    ("Загинули двоє людей.", "Загинули двоє людей. Згодом у лікарні помер сторож."),
    ("Пожежу загасили.", "Пожежу загасили, постраждав сторож."),
    ("Сторож в больнице.", "Сторож в больнице. Позже он скончался."),
    ("The guard is in hospital.", "The guard is in hospital. He later died."),
]
PLACES = [
    ("Люди евакуйовані з Харкова.", "Люди евакуйовані з Харківської області."),
    ("Вибух пролунав у Сумах.", "Вибух пролунав у Сумській громаді."),
    ("Взрыв прогремел в Харькове.", "Взрыв прогремел в Харьковской области."),
    ("The strike hit Kharkiv.", "The strike hit the Kharkiv region."),
]
LISTED = [
    ("Пошкоджено лікарню та школу.", "Пошкоджено лікарню."),
    ("Пошкоджено школу та лікарню.", "Пошкоджено лікарню."),
    ("Пошкоджено школу, лікарню та дитсадок.", "Пошкоджено лікарню та дитсадок."),
    ("Повреждены больница и школа.", "Повреждена больница."),
    ("The hospital and the school were damaged.", "The hospital was damaged."),
]
SAME = [
    # bounds
    ("Без світла понад 40 тисяч абонентів.", "Без світла більше 40 тисяч абонентів."),
    ("Без світла близько 40 домівок.", "Без світла 40 домівок."),
    ("Робіт стало більше.", "Робіт стало."),
    ("Робота тривала майже дві години.", "Робота тривала близько двох годин."),
    # who
    ("Ворожі дрони летять на місто.", "Російські дрони летять на місто."),
    ("Рятувальники загасили пожежу.", "Вогнеборці загасили пожежу."),
    ("Постраждав чоловік.", "Постраждав водій."),
    ("Керівник області провів нараду.", "Очільник області провів нараду."),
    # when
    ("Обговорили допомогу громаді.", "Сьогодні обговорили допомогу громаді."),
    ("Удар стався вночі.", "Удар стався уночі."),
    # how surely
    ("Рада має намір ухвалити закон.", "Рада планує ухвалити закон."),
    ("Рада плануе ухвалити закон.", "Рада планує ухвалити закон."),
    ("Ймовірно, причина – коротке замикання.", "Можливо, причина – коротке замикання."),
    ("Рух мостом перекрито.", "Рух мостом перекрито, тож на обʼїзд може піти година."),
    # who was harmed
    ("Двоє поранених у школі.", "У школі поранено двох."),
    ("Уночі пошкоджено школу й лікарню.", "Уночі постраждали школа й лікарня."),
    ("Пожежу загасили.", "Пожежу загасили. Співчуття рідним загиблих."),
    ("Пожежу загасили.", "Пожежу загасили. Ніхто не постраждав."),
    # places
    ("Збито дрон над Сумщиною.", "Збито дрон над Сумською областю."),
    ("Удар по Сумській області.", "Удар по Сумській обл."),
    # what is no thing of a list
    ("Бійці діяли швидко та злагоджено.", "Бійці діяли швидко."),
    ("Це великий і потужний удар.", "Це великий удар."),
    ("Рух, повідомили в поліції, відкрито.", "Рух відкрито."),
    ("Пошкоджено лікарню.", "Пошкоджено лікарню та школу."),
    # mottos and sign-offs
    ("Збито дрон.", "Збито дрон. Слава ЗСУ!"),
    ("Збито дрон. Героям слава!", "Збито дрон."),
    ("Сбит дрон. Спокойной ночи!", "Сбит дрон."),
    ("A drone was shot down. Glory to the heroes!", "A drone was shot down."),
]


@pytest.mark.parametrize(
    ("matter", "before", "after"),
    [
        (matter, *case)
        for matter, cases in (
            (Matter.NUMBER, BOUNDS),
            (Matter.WHO, WHO),
            (Matter.WHEN, WHEN),
            (Matter.CERTAINTY, CERTAINTY),
            (Matter.NAME, PLACES),
        )
        for case in cases
    ],
)
def test_another_sense_is_material_either_way(matter: Matter, before: str, after: str) -> None:
    assert difference(before, after).matters == {matter}
    assert difference(after, before).matters == {matter}


@pytest.mark.parametrize(("before", "after"), HARM)
def test_harm_that_an_edit_adds_is_material(before: str, after: str) -> None:
    assert difference(before, after).matters == {Matter.HARM}


@pytest.mark.parametrize(("before", "after"), LISTED)
def test_a_thing_that_was_taken_from_a_list_is_material(before: str, after: str) -> None:
    assert difference(before, after).matters == {Matter.REMOVED}


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_sense_in_other_words_is_not(before: str, after: str) -> None:
    assert not difference(before, after).is_material


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (*BOUNDS[0], ("понад 40 тисяч", "менш як 40 тисяч")),
        (*WHO[0], ("сина директора", "директора")),
        (*WHO[8], ("directorʼs son", "director")),
        (*CERTAINTY[0], ("подав", "може подати")),
        (*CERTAINTY[3], ("нібито везло", "везло")),
        (*PLACES[3], ("Kharkiv", "Kharkiv region")),
        (*LISTED[0], ("лікарню та школу", "лікарню")),
        (*LISTED[1], ("школу та лікарню", "лікарню")),
        (*LISTED[2], ("школу", "")),
    ],
)
def test_it_is_told_with_the_words_without_which_it_says_nothing(before: str, after: str, told: Case) -> None:
    assert [(edit.before, edit.after) for edit in difference(before, after).edits if edit.matter] == [told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Вітер може посилитися 5 березня.", "Вітер посилиться 5 березня."),
        ("May 5 is a holiday in the city.", "5 May is a holiday in the city."),
        ("The wounded guard was taken away.", "The guard was taken away."),
    ],
)
def test_what_only_looks_like_such_a_word_is_none(before: str, after: str) -> None:
    assert Matter.HARM not in difference(before, after).matters
    assert (Matter.CERTAINTY in difference(before, after).matters) == ("може" in before)

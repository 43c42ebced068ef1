from pathlib import Path

import pytest

from bot.language import normalise
from bot.language.terms import read_terms
from bot.matching.attribution import attribution, speakers
from bot.matching.reading import read_post
from config.lists import read_channels

ALIASES = (
    "начальник Сумської ОВА Гайворон",
    "Сумська ОВА",
    "глава Сумской ОВА Гайворон",
    "Governor Haivoron",
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Про це повідомив начальник Сумської ОВА Гайворон.", "начальник Сумської ОВА Гайворон"),
        ("За словами Гайворона, усі цілі.", "Гайворона"),
        ("сообщил глава Сумской ОВА Гайворон", "глава Сумской ОВА Гайворон"),
        ("The strike was reported by Governor Haivoron.", "Governor Haivoron"),
        ("У Сумській ОВА уточнили дані", "Сумській ОВА"),
    ],
)
def test_a_source_is_known_by_any_alias_in_any_case(text: str, words: str) -> None:
    found = attribution(ALIASES, [read_post(text, None)])
    assert found is not None
    assert text[found[0] : found[1]] == words


@pytest.mark.parametrize("text", ["У Сумах дощ.", "Полтавська ОВА мовчить", "Гайдар вийшов у море"])
def test_others_are_not_taken_for_it(text: str) -> None:
    assert attribution(ALIASES, [read_post(text, None)]) is None


def test_only_a_surname_stands_for_the_whole_alias() -> None:
    assert speakers(ALIASES) == {read_terms("за Гайвороном")[-1].key}
    assert speakers(("Повітряні сили ЗСУ", "Воздушные силы ВСУ")) == frozenset()


def test_a_surname_from_abroad_is_one_in_three_languages() -> None:
    aliases = ("посол Гаргрівз", "посол Харгривз", "Ambassador Hargreaves")
    assert len(speakers(aliases)) == 1
    for text in ("За словами Гаргрівза, усе готово.", "По словам Харгривза, всё готово.", "Hargreaves said so."):
        assert attribution(aliases, [read_post(text, None)])
    assert speakers(("міністр Віттакер", "Secretary Whittaker")) == {read_terms("о Уиттакере", "ru")[-1].key}


SHIPPED = read_channels(Path(__file__).parents[2] / "config" / "channels.toml")


def shown(aliases: tuple[str, ...], text: str) -> str | None:
    """The words that name the source."""
    text = normalise(text)
    found = attribution(aliases, [read_post(text, None)])
    return text[found[0] : found[1]] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Про це повідомили в Міністерстві освіти.",
        "За даними британської розвідки, ворог просунувся.",
        "The hospital staff said so.",
        "Штаб кандидата заявив про порушення.",
        "Прокурор просив суд про арешт.",
        "British Prime Minister Edmund Harrow said so.",
        "Prime Minister Edmund Harrow said so.",
        "Міноборони РФ заявило про удар.",
        "Минобороны России сообщило об ударе.",
        "Російське Міноборони заявило про удар.",
        "Генштаб Збройних сил РФ повідомив про це.",
        "Про це повідомили в МВС Польщі.",
        "Про це заявила Національна поліція Іспанії.",
        "Командування Повітряних сил Польщі підняло літаки.",
        "Глава держави Анджей Вільк приїхав.",
        "Мер Броварів Київської області заявив про це.",
        "Президент Гарроу: Україна має підписати угоду.",
        "Поранено 14 жителів Харкова, повідомили в ОВА.",
        "Міністр Михайло Федоров показав застосунок.",
        "Про це сказав міністр Федоров.",
        "Про це розповіла Олена Зеленська.",
        "На прийомі Зеленська розповіла про школи.",
        "Пожежу гасили 38 рятувальників, розповів очевидець.",
    ],
)
def test_anybody_else_is_none_of_the_shipped_sources(text: str) -> None:
    named = {channel.username: shown(channel.aliases, text) for channel in SHIPPED}
    assert {name: words for name, words in named.items() if words} == {}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("svyrydenkoy", "Про це сказала прем’єр-міністерка.", "премʼєр-міністерка"),
        ("GeneralStaffZSU", "У зведенні Генштабу йдеться про атаку.", "Генштабу"),
        ("energyofukraine", "Про це повідомили в Міненерго.", "Міненерго"),
        ("ministry_of_defense_ua", "Минобороны Украины сообщило об этом.", "Минобороны Украины"),
        ("synegubov", "Начальник Харківської ОВА розповів про це.", "Начальник Харківської ОВА"),
        ("ivan_fedorov_zp", "Про це повідомив Федоров.", "Федоров"),
        ("vitaliy_klitschko", "За словами мера Києва, світло є.", "мера Києва"),
        ("dsns_telegram", "Пожежу загасили, кажуть рятувальники.", "рятувальники"),
    ],
)
def test_the_shipped_sources_are_known(name: str, text: str, words: str) -> None:
    assert next(shown(channel.aliases, text) for channel in SHIPPED if channel.username == name) == words


@pytest.mark.parametrize(
    ("aliases", "text"),
    [
        (("Василь Малюк", "Малюк"), "Поранено малюка двох років."),
        (("Василь Малюк", "Малюк"), "Малюка врятували лікарі."),
        (("Андрій Садовий", "мер Садовий"), "Садове товариство залило, вулиця Садова перекрита."),
        (("Віталій Кім", "Ким"), "Неизвестно, ким он был."),
        (("Олег Лісовий", "міністр Лісовий"), "Лісова пожежа охопила гектар."),
        (("State Emergency Service", "Emergency Service"), "A bus service was hit."),
        (("Ukrainian Air Force", "Air Force"), "He used force."),
        (("мер Харченко",), "Про це сказав мер Гриценко."),
        (("Сумська ОВА",), "Прощання пройшло в Сумах. ОВА Харківщини мовчить."),
        (("ДСНС Лебединська",), "Про це пише ДСНС. Лебединська мовчить."),
        (("ПС ЗСУ",), "Генерал ЗСУ приїхав."),
        (("СБ України",), "Україна перемогла."),
        (("мер Києва",), "Мер попросив Київ про допомогу."),
        (("Harvest Minister Kharchenko", "Ivan Kharchenko"), "It was Hrytsenko who said so."),
    ],
)
def test_a_word_that_only_looks_alike_names_nobody(aliases: tuple[str, ...], text: str) -> None:
    assert shown(aliases, text) is None


@pytest.mark.parametrize(
    ("aliases", "text", "words"),
    [
        (("Сумська ОВА",), "Про це розповіли в ОВА Сумщини.", "ОВА Сумщини"),
        (
            ("Сумська ОВА",),
            "У Сумській обласній військовій адміністрації.",
            "Сумській обласній військовій адміністрації",
        ),
        (
            ("Сумська ОВА",),
            "The Sumy Regional Military Administration said so.",
            "Sumy Regional Military Administration",
        ),
        (("Ministry of Defence",), "The Defence Ministry said so.", "Defence Ministry"),
        (("Defence Ministry",), "The Ministry of Defence said so.", "Ministry of Defence"),
        (("Bridge Service",), "The Bridge Service told of the bridge.", "Bridge Service"),
        (
            ("начальник Сумської ОВА Гайворон",),
            "Це начальник Сумської обласної ОВА Гайворон.",
            "начальник Сумської обласної ОВА Гайворон",
        ),
        (("мер Сум Гайворон",), "Мер Сум Тарас Гайворон приїхав.", "Мер Сум Тарас Гайворон"),
        (("Кирило Пилявець", "мер Пилявець"), "За словами Пилявця, світло є.", "Пилявця"),
        (("Лук'ян Береговець",), "Про це сказав Лук’ян Береговець.", "Лукʼян Береговець"),
        (("НЕК «Укренерго»",), "Так кажуть у НЕК «Укренерго».", "НЕК «Укренерго"),
    ],
)
def test_a_source_is_known_in_other_words_too(aliases: tuple[str, ...], text: str, words: str) -> None:
    assert shown(aliases, text) == words

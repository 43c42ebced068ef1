import pytest

from bot.language.terms import read_terms
from bot.matching.attribution import attribution, speakers
from bot.matching.reading import read_post

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

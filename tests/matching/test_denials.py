"""What a quotation in another language denies, or leaves out that its post denies."""

import pytest

from bot.language import detect, normalise
from bot.matching.translations import beside_translation


def changes(quote: str, post: str) -> list[str]:
    quote, post = normalise(quote), normalise(post)
    found = beside_translation(quote, post, detect(post) or "uk")
    assert found is not None
    return [f"{one.post} → {one.article}" for one in found.changes]


COMMON = {
    "uk": "Ворог атакував Україну дронами й ракетами.",
    "ru": "Враг атаковал Украину дронами и ракетами.",
    "en": "The enemy attacked Ukraine with drones and missiles.",
}
UKRAINIAN = "Ми не відключатимемо лікарні від тепла за жодних умов. Іспанія передала нам дев'ять генераторів для шкіл."
RUSSIAN = "Мы не будем закрывать завод: проверка займёт три дня. Ущерб составил 18 млн гривен."
ENGLISH = "Our forces did not strike the Drevno dam overnight. Two drones were lost near the dam."


@pytest.mark.parametrize(
    ("quote", "post", "told"),
    [
        ("We will disconnect hospitals from heat under certain circumstances", UKRAINIAN,
         "не відключатимемо → disconnect"),
        ("Мы будем отключать больницы от тепла при любых условиях", UKRAINIAN, "не відключатимемо → отключать"),
        ("Spain did not give us nine generators for schools", UKRAINIAN, " → not give"),
        ("Испания не передала нам девять генераторов для школ", UKRAINIAN, "передала → не передала"),
        ("Ми закриємо завод: перевірка триватиме три дні", RUSSIAN,
         "не будем → Ми закриємо завод: перевірка триватиме три дні"),
        ("Наші сили завдали удару по дамбі Древно вночі", ENGLISH, "not strike → удару"),
        ("A house will be left without heating for more than 48 hours",
         "Жоден будинок не лишиться без опалення понад 48 годин.", "Жоден будинок → house"),
        ("Каждый дом останется без отопления более 48 часов",
         "Жоден будинок не лишиться без опалення понад 48 годин.", "Жоден будинок → дом"),
    ],
)  # fmt: skip
def test_a_denial_that_came_or_went_in_translation_is_told(quote: str, post: str, told: str) -> None:
    assert changes(quote, post) == [told]


@pytest.mark.parametrize(
    ("quote", "post"),
    [
        ("We will not disconnect hospitals from heat under any circumstances", UKRAINIAN),
        ("We won't disconnect hospitals from heat under any circumstances", UKRAINIAN),
        ("Мы не будем отключать больницы от тепла ни при каких условиях", UKRAINIAN),
        ("Ми не будемо закривати завод: перевірка триватиме три дні", RUSSIAN),
        ("Наші сили не завдавали удару по дамбі Древно вночі", ENGLISH),
        ("No house will be left without heating for more than 48 hours",
         "Жоден будинок не лишиться без опалення понад 48 годин."),
        ("The pool is open not only to the children of the city but also to adults",
         "Басейн відкритий не лише для дітей міста, а й для дорослих."),
        ("The pool waited for at least three buses with children", "Басейн чекав не менше трьох автобусів з дітьми."),
        ("Nobody came to the pool in the city that morning", "Ніхто не прийшов до басейну того ранку в місті."),
        ("В больнице города после взрыва никто не пострадал",
         "Nobody was hurt at the city hospital after the explosion."),
        ("The city council refused to close the hospital in the city",
         "Міська рада не погодилася закрити лікарню в місті."),
        ("The city council failed to open the hospital in the city", "Міська рада не відкрила лікарню в місті."),
        ("There is a lack of medicines in hospitals of the city", "У лікарнях міста немає ліків."),
        ("Закрыть больницу в городе до весны нельзя", "Неможливо закрити лікарню в місті до весни."),
        ("The generators stay in the hospitals of the city", "Ми не прибираємо генератори з лікарень міста."),
        ("It is a new hospital for the city rather than repairs", "Це не ремонт, а нова лікарня для міста."),
        ("The hospital was left without power and heat", "Лікарня лишилася без світла й тепла."),
        ("First a ceasefire, then everything else",
         "Наша позиція не змінилася: спершу припинення вогню, потім усе інше."),
    ],
)  # fmt: skip
def test_what_languages_deny_in_different_ways_is_no_change(quote: str, post: str) -> None:
    common = (COMMON[detect(text) or "uk"] for text in (quote, post))  # else too little could be compared
    assert changes(*(f"{text.rstrip('.')}. {more}" for text, more in zip((quote, post), common, strict=True))) == []

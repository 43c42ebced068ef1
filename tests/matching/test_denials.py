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
         "не будем закрывать → закриємо"),
        ("Наші сили завдали удару по дамбі Древно вночі", ENGLISH, "not strike → удару"),
        ("A house will be left without heating for more than 48 hours",
         "Жоден будинок не лишиться без опалення понад 48 годин.", "Жоден будинок → house"),
        ("Каждый дом останется без отопления более 48 часов",
         "Жоден будинок не лишиться без опалення понад 48 годин.", "Жоден будинок → дом"),
        ("We will close the hospital and the school in the city", "Ми не закриємо лікарню та школу в місті.",
         "не закриємо → close"),
        ("Ми закриємо лікарню та школу в місті", "We will not close the hospital and the school in the city.",
         "not close → закриємо"),
        ("Завод в городе остановили после удара", "Завод у місті не зупинили після удару.",
         "не зупинили → остановили"),
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
        ("Ремонт больницы закончат до 15 мая", "Ремонт лікарні закінчать не пізніше 15 травня."),
        ("Repairs of the hospital will end by 15 May", "Ремонт лікарні закінчать не пізніше 15 травня."),
        ("Больница города не работает из-за аварии", "Лікарня міста зачинена через аварію."),
        ("Больница города закрыта из-за аварии", "Лікарня міста не працює через аварію."),
        ("The hospital of the city is not working because of the accident", "Лікарня міста зачинена через аварію."),
        ("Больница города не работает из-за аварии", "Лікарня міста припинила роботу через аварію."),
        ("Больницу в городе не откроют до весны", "Лікарня в місті залишиться закритою до весни."),
        ("Ночью света не было в больнице города", "Уночі без світла була лікарня міста."),
        ("Движение поездов до города продолжается", "Рух потягів до міста не зупинено."),
        ("The enemy continues shelling hospitals of the city", "Ворог не зупиняє обстрілів лікарень міста."),
        ("The enemy is not stopping its shelling of hospitals", "Ворог продовжує обстріли лікарень."),
        ("Никто из пассажиров автобуса не погиб", "Усі пасажири автобуса живі."),
        ("Президент не подписал закон о больницах", "Президент ветував закон про лікарні."),
        ("The president vetoed the law on hospitals", "Президент не підписав закон про лікарні."),
        ("Police suspect arson in the hospital of the city", "Поліція не виключає підпалу в лікарні міста."),
        ("Ми очікуємо ударів по лікарнях міста", "Мы не исключаем ударов по больницам города."),
        ("I agree to a meeting with doctors of the hospital", "Я не проти зустрічі з лікарями лікарні."),
        ("Little is known about the fire in the hospital", "Про пожежу в лікарні майже нічого не відомо."),
        ("Ми не змінимо рішення щодо лікарні міста", "We stand by our decision on the hospital of the city."),
        ("Лікарня не має достатньо ліків", "The hospital is short of medicines."),
        ("The hospital will not open until 15 May", "Лікарню відкриють після 15 травня."),
        ("There will be power cuts in hospitals of the city", "Світла не буде шість годин у лікарнях міста."),
        ("First a ceasefire, then everything else",
         "Наша позиція не змінилася: спершу припинення вогню, потім усе інше."),
    ],
)  # fmt: skip
def test_what_languages_deny_in_different_ways_is_no_change(quote: str, post: str) -> None:
    common = (COMMON[detect(text) or "uk"] for text in (quote, post))  # else too little could be compared
    assert changes(*(f"{text.rstrip('.')}. {more}" for text, more in zip((quote, post), common, strict=True))) == []

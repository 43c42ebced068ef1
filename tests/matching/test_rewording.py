"""What of the words that differ between a quotation and its post tells another thing."""

import pytest

from bot.language import normalise
from bot.matching.rewording import compare
from storage.records import Change


def changes(quote: str, post: str) -> tuple[Change, ...]:
    return compare(normalise(quote), normalise(post)).changes


@pytest.mark.parametrize(
    ("quote", "post", "change"),
    [
        ("Уночі буде до +15 градусів", "Уночі буде до −15 градусів. Далі.", "−15 градусів → +15 градусів"),
        ("Ціни зросли на 25 за рік", "Ціни зросли на 25% за рік.", "25% → 25"),
        ("Тонна коштує €200 у порту", "Тонна коштує $200 у порту.", "$200 → €200"),
        ("Збитки громади становлять 25 млрд гривень", "Збитки громади становлять 25 млн гривень.", "25 млн → 25 млрд"),
        ("Без світла 20 абонентів міста", "Без світла 20 тисяч абонентів міста.", "20 тисяч → 20"),
        ("Парк має від 20 до 25 млрд дерев", "Парк має від 20 до 25 млн дерев.", "20 до 25 млн → 20 до 25 млрд"),
        ("Ворог стоїть за 5 м від міста", "Ворог стоїть за 5 км від міста.", "5 км → 5 м"),
        ("Двоє загиблих у лікарні", "Двоє поранених у лікарні.", "поранених → загиблих"),
        ("Рух мостом закрито до ранку", "Рух мостом відкрито до ранку.", "відкрито → закрито"),
        ("Тут є жертви, штаб працює", "Тут немає жертв, штаб працює.", "немає жертв → є жертви"),
        ("The bridge is open to cars", "The bridge isn't open to cars.", "isnʼt → is"),
        ("Петренко прибув на фронт", "Іваненко прибув на фронт уночі.", "Іваненко → Петренко"),
        ("Польща передасть шість літаків", "Тихо. Румунія передасть шість літаків.", "Румунія → Польща"),
        ("Удар стався 4 вересня уночі", "Удар стався 3 вересня уночі.", "3 вересня → 4 вересня"),
        ("Рух відкриють о 16:30 завтра", "Рух відкриють о 15.30 завтра.", "15.30 → 16:30"),
        ("Троє людей отримали опіки", "Двоє людей отримали опіки.", "Двоє → Троє"),
    ],
)  # fmt: skip
def test_another_thing_said_is_told_once_and_as_a_whole(quote: str, post: str, change: str) -> None:
    before, after = change.split(" → ")
    assert changes(quote, post) == (Change(post=before, article=after, telling=True),)


@pytest.mark.parametrize(
    ("quote", "post"),
    [
        ("Противник атакував Суми уночі", "Тихо. Ворог атакував Суми уночі."),
        ("Потім ворог атакував Суми", "Тихо. Ворог атакував Суми."),
        ("Зруйновано школу і лікарню", "Тихо. Пошкоджено школу і лікарню."),
        ("Двоє поранених у лікарні", "2 поранених у лікарні."),
        ("Одна людина у лікарні", "1 людина у лікарні."),
        ("Без світла 20 тисяч абонентів міста", "Без світла 20 000 абонентів міста."),
        ("Збитки за рік – 1,5 млн гривень", "Збитки за рік – 1 500 000 гривень."),
        ("Збитки за рік – 25 мільйонів гривень", "Збитки за рік – 25 млн грн."),
        ("Курс долара 41,5 грн", "Курс долара 41,50 грн."),
        ("Рух відкриють о 15.30 завтра", "Рух відкриють о 15:30 завтра."),
        ("Удар стався 3 вересня уночі", "Удар стався 03.09 уночі."),
        ("Ціни зросли на 25 відсотків за рік", "Ціни зросли на 25% за рік."),
        ("Тонна коштує 200 доларів у порту", "Тонна коштує $200 у порту."),
        ("Жертв нема, штаб працює", "Жертв немає, штаб працює."),
        ("The state gave $5m in aid", "The state gave $5 million in aid."),
        ("The state gave $5m in aid", "The state gave 5 million dollars in aid."),
    ],
)
def test_the_same_in_other_words_is_a_change_that_does_not_tell(quote: str, post: str) -> None:
    found = changes(quote, post)
    assert found
    assert not any(one.telling for one in found)


@pytest.mark.parametrize(
    ("quote", "post"),
    [
        ("Відкриють рух о 09:00 завтра", "Відкриють рух о 9:00 завтра."),
        ("The attack was in September", "The attack was in September\n5 people are hurt."),
        ("Ціни зросли на 25 %", "Ціни зросли на 25%. Далі."),
        ("Було 25, стало 25% цін", "Спершу було 25. Потім було 25, стало 25% цін."),
    ],
)
def test_what_is_only_set_otherwise_is_no_change(quote: str, post: str) -> None:
    assert changes(quote, post) == ()


def test_a_scale_that_stays_when_its_number_goes_is_still_a_word_of_the_post() -> None:
    post = "На програму передбачено 1,7 млрд грн."
    assert compare("На програму передбачено багато млрд грн", post).share == pytest.approx(5 / 6)

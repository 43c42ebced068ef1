"""What a quotation leaves out with «…»: a detail may go, a denial may not."""

import pytest

from bot.language import normalise
from bot.matching import quotes
from bot.matching.fidelity import check, settle
from storage.records import Change, Fidelity, Quotation

POST = "Ми не зачинятимемо басейн узимку за жодних умов. Жоден гурток не лишиться без зали понад 48 годин."
RUSSIAN = "Мы не будем закрывать бассейн зимой. Тренер останется."
ENGLISH = "We will not drain the Orlin pool before spring. It is safe and it doesn't need repairs this year."


def of(quote: str, post: str = POST) -> Quotation:
    text = normalise(f"«{quote}», – написав директор.")
    (found,) = settle([check(text, quotes(text), normalise(post))])[0]
    return found


@pytest.mark.parametrize("gap", ["…", "...", "[...]", "[…]", "(…)", "(...)", "‹…›", "<…>", "....."])
def test_a_gap_that_swallows_a_denial_is_loud(gap: str) -> None:
    found = of(f"Ми {gap} зачинятимемо басейн узимку за жодних умов")
    assert found.fidelity is Fidelity.ALTERED
    assert found.changes == (Change(post="не зачинятимемо", article="… зачинятимемо", telling=True),)


@pytest.mark.parametrize(
    ("quote", "post", "told"),
    [
        ("…зачинятимемо басейн узимку за жодних умов", POST, "не зачинятимемо → … зачинятимемо"),
        ("... drain the Orlin pool before spring", ENGLISH, "not drain → … drain"),
        ("Жоден гурток … лишиться без зали понад 48 годин", POST, "не лишиться → … лишиться"),
        ("Жоден гурток не лишиться … зали понад 48 годин", POST, "без зали → … зали"),
        ("Мы … будем закрывать бассейн зимой", RUSSIAN, "не будем → … будем"),
        ("We will … drain the Orlin pool before spring", ENGLISH, "not drain → … drain"),
        ("It is safe and it … need repairs this year", ENGLISH, "doesnʼt need → … need"),
        ("Плавати … можна щодня з восьмої ранку", "Плавати не можна щодня з восьмої ранку.", "не можна → … можна"),
        ("Я … зал і басейн закриють улітку", "Я не казав, що зал і басейн закриють улітку.", "не казав, що → …"),
        ("…загрози для гуртка взимку", "Немає загрози для гуртка взимку.", "Немає загрози → … загрози"),
        ("Ми, – сказав директор, – зачинятимемо басейн узимку за жодних умов", POST,
         "не зачинятимемо → … зачинятимемо"),
    ],
)  # fmt: skip
def test_what_denied_is_told_with_what_is_kept_of_it(quote: str, post: str, told: str) -> None:
    before, after = told.split(" → ")
    assert of(quote, post).changes == (Change(post=before, article=after, telling=True),)


@pytest.mark.parametrize(
    ("quote", "post"),
    [
        ("Ми не зачинятимемо басейн … за жодних умов", POST),
        ("Басейн відкрито для дітей … щодня з восьмої ранку",
         "Басейн відкрито для дітей. Дорослих не пускаємо. Вхід щодня з восьмої ранку."),
        ("Басейн відкрито для дітей … Вхід щодня з восьмої",
         "Басейн відкрито для дітей. Дорослих не пускаємо. Вхід щодня з восьмої."),
        ("…Вхід для дітей щодня з восьмої", "Черги на касі немає. Вхід для дітей щодня з восьмої."),
        ("…лишиться без зали понад 48 годин",
         "Гурток лишиться без зали понад 48 годин. Зал не лишиться без зали понад 48 годин."),
        ("Басейн працює для дітей … щодня з восьмої ранку",
         "Басейн працює для дітей без винятку щодня з восьмої ранку."),
        ("Басейн працює … для дітей із нашого міста", "Басейн працює не лише для дітей із нашого міста."),
        ("Басейн приймає … сорока дітей із нашого міста", "Басейн приймає не менше сорока дітей із нашого міста."),
        ("We will not drain the … pool before spring", ENGLISH),
        ("Басейн зачинили вночі … відчинять його вранці",
         "Басейн зачинили вночі, на щастя, ніхто не постраждав, відчинять його вранці."),
        ("Басейн … буде готовий до весни", "Басейн, у якому ніхто не плавав двадцять років, буде готовий до весни."),
        ("Ми працюємо далі … Басейн відкриємо до весни",
         "Ми працюємо далі, не зупиняємося ні на день. Басейн відкриємо до весни."),
        ("Робимо це … для дітей із нашого міста", "Робимо це не заради слави, а для дітей із нашого міста."),
        ("The pool … will open again before spring",
         "The pool, which no one had cleaned for years, will open again before spring."),
        ("Бассейн … откроют снова до весны", "Бассейн, в котором никто не плавал, откроют снова до весны."),
        ("…ми відкриємо басейн до весни", "Ні, ми відкриємо басейн до весни."),
        ("…ми відкриємо басейн до весни", "Попри те, що грошей нема, ми відкриємо басейн до весни."),
        ("…подякувати всім тренерам басейну", "Не можу не подякувати всім тренерам басейну."),
        ("Плавати можна … щодня з восьмої ранку", "Плавати можна, якщо не хворий, щодня з восьмої ранку."),
    ],
)  # fmt: skip
def test_a_gap_of_harmless_words_or_of_whole_clauses_is_exact(quote: str, post: str) -> None:
    assert of(quote, post).fidelity is Fidelity.EXACT


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Басейн біля школи … зачинимо до осені", "не зачинимо → … зачинимо"),
        ("Ми … просимо грошей", "не просимо → … просимо"),
    ],
)
def test_short_pieces_that_leave_out_a_denial_are_loud(quote: str, told: str) -> None:
    post = "Басейн біля школи не зачинимо до осені. Ми не просимо грошей у міста."
    before, after = told.split(" → ")
    assert of(quote, post).changes == (Change(post=before, article=after, telling=True),)


def test_short_pieces_of_one_sentence_are_a_quotation() -> None:
    post = "Понад сорок тренерів працюють у дві зміни. Зал відкрито."
    assert of("Понад сорок тренерів … у дві зміни", post).fidelity is Fidelity.EXACT
    text = normalise("«Понад тренерів … у зміни», «Працюють … зал відкрито», «Зал … у дві зміни»")
    assert check(text, quotes(text), normalise(post)) == []


@pytest.mark.parametrize(
    "quote",
    [
        "Ми обіцяємо дива, – каже Лука Верба, – але зробимо все, щоб люди не мерзли",
        "Ми обіцяємо дива, – каже він. – Басейн не зачинимо до осені",
    ],
)
def test_a_denial_dropped_from_a_short_piece_is_loud(quote: str) -> None:
    found = of(quote, "Ми не обіцяємо дива, але зробимо все, щоб люди не мерзли. Басейн не зачинимо до осені.")
    assert found.changes == (Change(post="не обіцяємо", article="обіцяємо", telling=True),)

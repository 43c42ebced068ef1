"""Direct speech that begins with a dash is a quotation; a list is none."""

import pytest

from bot.language import normalise
from bot.matching import quotes
from bot.matching.fidelity import check, settle
from storage.records import Fidelity, Quotation

POST = (
    "Ми не зачинятимемо басейн узимку за жодних умов. Жоден гурток не лишиться без зали понад 48 годин. "
    "Тренерів вистачить усім."
)


def said(text: str) -> list[str]:
    text = normalise(text)
    return [text[start:end] for start, end in quotes(text)]


def of(text: str, post: str = POST) -> Quotation:
    text = normalise(text)
    (found,) = settle([check(text, quotes(text), normalise(post))])[0]
    return found


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("— Ми не зачинятимемо басейн узимку, — сказав він.", "Ми не зачинятимемо басейн узимку,"),
        ("– Ми не зачинятимемо басейн! – запевнив директор Лука Верба.", "Ми не зачинятимемо басейн!"),
        ("- Ми не зачинятимемо басейн, - додала вона.", "Ми не зачинятимемо басейн,"),
        ("— Хто зачинить басейн? — питає тренер. Він усміхається.", "Хто зачинить басейн?"),
        ("— Басейн працює, — каже директор Верба. — Тренерів вистачить.",
         "Басейн працює, — каже директор Верба. — Тренерів вистачить."),
        ("— Басейн, — каже директор, — працює, а зал зачинено.",
         "Басейн, — каже директор, — працює, а зал зачинено."),
        ("— Басейн не зачинимо! — вигукнув Верба.", "Басейн не зачинимо!"),
        ("— Мы не закроем бассейн! — воскликнул он.", "Мы не закроем бассейн!"),
        ("— Мы не закроем бассейн, — сказал директор.", "Мы не закроем бассейн,"),
        ("— Бассейн «Волна» не закроем, — ответила она. — Тренеров хватит.",
         "Бассейн «Волна» не закроем, — ответила она. — Тренеров хватит."),
    ],
)  # fmt: skip
def test_a_paragraph_in_which_somebody_speaks_is_a_quotation(text: str, speech: str) -> None:
    assert said(f"Нараду провів Лука Верба.\n\n{text}\n\nЗал відкрито.") == [speech]


@pytest.mark.parametrize(
    "text",
    [
        "— 18 осколкових; — 4 фугасні; — 2 запальні",
        "— знищено 18 дронів, — повідомили в управлінні",
        "— Школа № 5, — як повідомив Верба, — буде зачинена",
        "— Школа № 5, — как сообщил Верба, — будет закрыта",
        "– Лука Верба, – зазначено в протоколі, – утримався",
        "— Сумська область: 3 будинки, — сказано у зведенні, — без наслідків",
        "— 5 травня зачинять басейн, — про це сказав Верба",
        "— Ціна квитка, — пише видання, — зросла",
        "— Басейн, зал і гурток — усе працює",
        "— Басейн: працює, вхід вільний, — щодня з восьмої",
        "— «Басейн працює», — каже директор",
        "Басейн – це місце, – сказав він, – для дітей",
        "—",
    ],
)
def test_a_list_is_no_speech(text: str) -> None:
    assert [one for one in said(text) if one != "Басейн працює"] == []


def test_the_first_of_a_list_is_no_speech() -> None:
    assert said("Розклад:\n– Орлин – Басейн, – повідомила станція, – о 10:00.\n– Басейн – Орлин: о 12:00.") == []
    talk = "Верба розповів:\n– Басейн не зачинимо, – сказав він.\n– Зал теж, – додав тренер."
    assert said(talk) == ["Басейн не зачинимо,", "Зал теж,"]


def test_quotation_marks_after_the_speech_are_read_as_ever() -> None:
    text = "— Басейн працює, — каже Верба. Тренер додає: «Зал відкрито»."
    assert said(text) == ["Басейн працює,", "Зал відкрито"]


def test_speech_after_a_dash_is_checked_as_any_quotation() -> None:
    exact = of("— Ми не зачинятимемо басейн узимку за жодних умов, — сказав він.")
    assert exact.fidelity is Fidelity.EXACT
    (change,) = of("— Ми зачинятимемо басейн узимку за жодних умов, — сказав він.").changes
    assert (change.post, change.article, change.telling) == ("не зачинятимемо", "зачинятимемо", True)


def test_who_says_it_between_two_pieces_of_speech_is_no_change() -> None:
    found = of("— Ми не зачинятимемо басейн узимку за жодних умов, — пояснив він. — Тренерів вистачить усім.")
    assert found.fidelity is not Fidelity.MISSING
    assert [change.post for change in found.changes if change.telling] == []

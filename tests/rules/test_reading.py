"""What people write as words of a rule, read as they mean it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.reading import Unreadable, read, shown
from storage.records import Pattern, PatternKind

WORDS, PHRASE, EXPRESSION = PatternKind.WORDS, PatternKind.PHRASE, PatternKind.EXPRESSION


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("Залужний", [(WORDS, "Залужний")]),
        ("Залужний, дрони Харків", [(WORDS, "Залужний"), (WORDS, "дрони Харків")]),
        ("Залужний\nСирський;дрон,", [(WORDS, "Залужний"), (WORDS, "Сирський"), (WORDS, "дрон")]),
        ('"збройні сили", «пʼята колона»', [(PHRASE, "збройні сили"), (PHRASE, "пʼята колона")]),
        ("«дрон»", [(WORDS, "дрон")]),
        (r"/дрон(и|ів), {2}/, міст", [(EXPRESSION, "дрон(и|ів), {2}"), (WORDS, "міст")]),
        (r"/а\/б/", [(EXPRESSION, r"а\/б")]),
        ("п'ять, п’ять", [(WORDS, "пʼять")]),
        ("24/7", [(WORDS, "24/7")]),
        ("  ,  дрон ,, ", [(WORDS, "дрон")]),
    ],
)
def test_commas_part_quotation_marks_join_and_slashes_hold_expressions(
    text: str, patterns: list[tuple[PatternKind, str]]
):
    assert [(one.kind, one.text) for one in read(text)] == patterns


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "no word"),
        ("!!!", "no word"),
        (", ,", "no word"),
        ("/дрон", "ends with a slash"),
        ("/дрон(/", "bracket"),
        ("/(?=а)б/", "Except"),
        ("/.*/", "every post"),
        ("а" * 121, "commas"),
        (",".join(f"слово{number}" for number in range(31)), "30 at most"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(text: str, advice: str):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert advice in refused.value.advice


@example('"/0»')
@example('"0,»')
@example("«1,5», «0\nб»")
@example('"«0", «а б»')
@example("«/0\n»")
@given(st.text(alphabet="аб/\\,«»\"'.()[]*+? \n0"))
def test_whatever_is_written_is_read_or_refused_and_reads_the_same_as_it_is_shown(text: str):
    try:
        patterns = read(text)
    except Unreadable:
        return
    assert read(", ".join(map(shown, patterns))) == patterns


def test_a_pattern_is_shown_as_it_may_be_written():
    assert shown(Pattern(kind=EXPRESSION, text=r"F-?16")) == "/F-?16/"
    assert shown(Pattern(kind=PHRASE, text="збройні сили")) == "«збройні сили»"

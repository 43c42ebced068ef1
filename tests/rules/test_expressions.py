"""Expressions in every alphabet, quick whatever somebody writes."""

import pytest

from bot.rules.expressions import Apart, ExpressionRefused, Together, compiled, together


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        (r"\bдрон\w*\b", "Збито 5 Дронів.", "Дронів"),
        (r"\bрф\b", "теплий шарф", None),
        (r"\bрф\b", "удар по РФ", "РФ"),
        (r"\bрф\b", "рф", "рф"),
        (r"\bа\b \bб\b", "а б", "а б"),
        (r"\bа\b,? \bб\b", "а, б", "а, б"),
        (r"дрон\b.*\bміст", "дрон над міст", "дрон над міст"),
        (r"дрон\bміст", "дронміст", None),
        (r"(?:\bхарків)\b", "у Харків.", "Харків"),
        (r"ракет(а|и)\b", "дві ракети", "ракети"),
        (r"п'ят\w+", "збито пʼятнадцять", "пʼятнадцять"),
        (r"[п']{2}ят", "пʼять", "пʼят"),
        (r"[\w-]+ого", "міна-мого", "міна-мого"),
        (r"\d+ дрон", "97 дронів", "97 дрон"),
        (r"\Wдрон", "над дроном", "дрон"),
        ("ІРАН", "в ірані", "іран"),
        (r"\QF.16\E", "F.16", "F.16"),
        (r"[[:alpha:]]16", "F16", "F16"),
        (r"а{2}\b", "маа", "аа"),
    ],
)
def test_letters_and_boundaries_are_those_of_every_alphabet(expression: str, text: str, found: str | None):
    assert compiled(expression).find(text.encode()) == found


@pytest.mark.parametrize(
    ("expression", "advice"),
    [
        ("(а", r"add \)"),
        ("а)", "take it out"),
        ("[а", r"add \]"),
        ("*а", "nothing before"),
        ("а**", "side by side"),
        ("а{1001}", "1000 at most"),
        ("а(?!б)", "Except"),
        (r"(а)\1", "back-reference"),
        ("[я-а]", "backwards"),
        ("а\\", "lone"),
        (r"\Bа", "does not work here"),
        (r"(\pL{100}){10}", "too large"),
        ("а*", "every post"),
        ("а" * 301, "300 characters"),
    ],
)
def test_a_malformed_one_is_refused_with_what_to_do(expression: str, advice: str):
    with pytest.raises(ExpressionRefused, match=advice):
        compiled(expression)


def test_what_would_hold_others_up_is_as_quick_as_any():
    assert compiled("(а+)+$").find(("а" * 4000 + "!").encode()) is None


def test_many_are_found_in_one_go_as_each_is_by_itself():
    texts = [rf"\bслово{number}\w*" for number in range(70)]
    goes = together(texts)
    assert len(goes) < 10
    found = {one for go in goes for one in go.find("Слово7, слово13а і слово69.".encode())}
    assert found == {r"\bслово7\w*", r"\bслово13\w*", r"\bслово6\w*", r"\bслово69\w*", r"\bслово1\w*"}


def test_what_does_not_fit_together_is_looked_for_in_several_goes():
    texts = [rf"\bслово{number}\pL{{0,100}}" for number in range(2)]
    goes = together(texts)
    assert len(goes) > 1
    assert [one for go in goes for one in go.find("слово1".encode())] == [texts[1]]
    assert Apart(texts[1]).find("слово1".encode()) == [texts[1]]
    assert together([]) == []


def test_where_memory_runs_out_each_is_looked_for_by_itself():
    class Exhausted:
        def Match(self, _: bytes) -> list[int]:  # noqa: N802 - RE2's name
            return []

    go = Together(["дрон", "міст"])
    go._set = Exhausted()
    assert go.find("збито дрон".encode()) == ["дрон"]

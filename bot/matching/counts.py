"""How many days or years «двома днями раніше» or "three years ago" says; up to ten in words."""

_NUMERALS = (
    "один одну одним одной one",
    "два дві две двома двумя двоє двое двох two",
    "три трьома тремя троє трое three",
    "чотири четыре чотирма четырьмя четверо four",
    "пʼять пять пʼятьма пятью five",
    "шість шесть шістьма шестью six",
    "сім семь сьома сімома семью seven",
    "вісім восемь вісьмома восемью eight",
    "девʼять девять девʼятьма девятью nine",
    "десять десятьма десятью ten",
)
_COUNTS = {form: number for number, forms in enumerate(_NUMERALS, start=1) for form in forms.split()}
_MOST_DIGITS = 3


def count(word: str) -> int:
    """The number that a word is, in any of the three languages; 0 where it is none."""
    if word.isdecimal():
        return int(word) if len(word) <= _MOST_DIGITS else 0
    return _COUNTS.get(word.casefold(), 0)

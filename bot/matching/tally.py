"""Numbers and dates as people are shown them: with scale and unit, or with what is counted; and which are the same."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.language import tokens
from bot.language.sentences import sentence_ends
from bot.language.terms import Term, word_key
from bot.language.words import Token
from bot.matching.amounts import Figure, read_figures
from bot.matching.measures import Measure, differ, scaled
from bot.matching.noise import is_noise, is_of_model
from bot.matching.phrases import is_verb
from bot.matching.wording import figures_in

_MOST_WORDS = 2  # shown after a number: an adjective and what it is about
_ADJECTIVE = re.compile(r"\w+(?:их|ими|им|ого|ої|ою|ий|ій|ый|ой|ые|ая)|square|cubic")
_LOSSES = frozenset(("k:killed", "k:wounded"))
_MISSING = re.compile(r"\b(?:зник|безвіст|без вести|пропа(?:в|л)|missing)", re.IGNORECASE)
_OF_MANY = ("ів", "їв")  # «40 дворів»; few verbs end so
_CLAUSE_END = re.compile(r"[,;:()«»“”„\"\n]|[.!?…](?!\d)|\s[–—-]\s")
_SMALL = re.compile("d:[2-9]")  # they stand everywhere; «один» is a pronoun as often
_PART = re.compile(r"\d[.,]$")  # «250 000,00» is one number
_SPELT = re.compile(r"[^\W\d]+(?:[ -][^\W\d]+)+")  # «двадцятого березня», «двадцять першого марта»
_SQUARE = re.compile(r" ?(?:(?:кв|куб|sq|cu)\.? ?(?:к|с|k|c)?(?:м|m)|м[²³23])(?!\w)", re.IGNORECASE)
_SAID_AFTER = re.compile(
    r" (?P<dash>[–—-] )?(?P<not>(?:не|not|was|were|are) )?"
    r"(?P<first>[a-zа-яіїєґʼ]{3,})(?: (?P<second>[a-zа-яіїєґʼ]{4,})\b)?"
)
# What befell so many: «знищено 21», «постраждали п'ятеро», «12 локаційно втрачені».
_BEFELL = re.compile(
    r"\w+(?:[еєа]но|[іи]то|[аеєиіуюя]л[аио]|[аеєиіуюя]ть)|(?:[зс]бит|убит|вбит|ранен)\w{0,2}", re.IGNORECASE
)
_LOST = re.compile(r"\w+(?:[аеєя]н[іыо]|[иія]т[іыо])|lost")
_LOOKED_BACK = 30  # characters
_SHORT_UNIT = re.compile(r" (?:г|гр|шт|чол|ос|од|ед)\b")
_GOES_ON = re.compile(r"[.,]\d")  # «250 000,00»
_WORD_BEFORE = re.compile(r"([^\W\d_]{4,}) $")
_AS_OF = re.compile(r"(?<!\w)(?:станом на|по состоянию на|as of) $", re.IGNORECASE)
_NUMBER_SIGN = re.compile("№ ?$")


class Told(NamedTuple):
    """A number or a date of a text."""

    term: Term
    amount: str  # with its scale; of a day `t:05-01`, of an hour `d:18:00`
    measure: Measure
    of_losses: bool  # its clause speaks of dead, wounded or missing
    beside_losses: bool  # its sentence does

    @property
    def is_small(self) -> bool:
        """Whether it tells nothing unless it is of losses."""
        return _SMALL.fullmatch(self.amount) is not None

    def is_same(self, other: "Told") -> bool:
        """Whether they are one number, with no other sign or unit; small ones are, where both are of losses."""
        if self.is_small and not other.beside_losses:
            return False
        return self.is_like(other)

    def is_like(self, other: "Told") -> bool:
        """The same, whatever they are of."""
        return (self.amount == other.amount or self._is_hour_of(other)) and not differ(self.measure, other.measure)

    @property
    def hour(self) -> str:
        """The same for 18:00 and 18.00, which without an «о» before it is a number as well."""
        return self.term.key[2:].replace(":", ".")

    def _is_hour_of(self, other: "Told") -> bool:
        return (":" in self.term.key[2:]) != (":" in other.term.key[2:]) and self.hour == other.hour


def tally(text: str, terms: Sequence[Term]) -> list[Told]:
    """The numbers and dates among the terms of a text, in order; phones, codes and models are none."""
    figures = [one for one in read_figures(figures_in(text), terms) if _is_told(text, one)]
    losses = [term.start for term in terms if term.key in _LOSSES]
    losses += (found.start() for found in _MISSING.finditer(text))
    clauses = [found.end() for found in _CLAUSE_END.finditer(text)] if losses else []
    ends = sentence_ends(text) if losses else []
    of_losses, beside = _parts(clauses, losses), _parts(ends, losses)
    return [
        Told(
            one.term,
            *_whole(one),
            of_losses=bisect_right(clauses, one.term.start) in of_losses,
            beside_losses=bisect_right(ends, one.term.start) in beside,
        )
        for one in figures
    ]


def each_once(told: Iterable[Told]) -> list[Told]:
    """Numbers without those that say the same again, nor the ends of ranges; what says of what they are is kept."""
    found: list[Told] = []
    places: dict[str, list[int]] = {}
    for one in told:
        if found and found[-1].measure.start <= one.measure.start < found[-1].measure.end:
            continue
        again = next((at for at in places.get(one.amount, ()) if one.is_like(found[at])), None)
        if again is None:
            places.setdefault(one.amount, []).append(len(found))
            found.append(one)
        elif one.measure.units > found[again].measure.units:
            found[again] = one
    return found


def said(text: str, told: Told) -> str:
    """A number as it is shown: «25 млн доларів», «вісімнадцять ворожих дронів», «№ 14», «знищено 21»."""
    start, end = told.measure.start, told.measure.end
    if sign := _NUMBER_SIGN.search(text, max(0, start - 2), start):
        start = sign.start()
    elif as_of := _AS_OF.search(text, max(0, start - _LOOKED_BACK), start):
        return " ".join((as_of[0].lower() + text[start:end]).split())
    elif square := _SQUARE.match(text, told.term.end):
        end = max(end, square.end())
    elif not told.measure.units and not told.amount.startswith("t:") and ":" not in told.amount[2:]:
        counted = _with_counted(text, end)
        return " ".join((_told_of(text, start, end) if counted == end else text[start:counted]).split())
    return " ".join(text[start:end].split())


def _told_of(text: str, start: int, end: int) -> str:
    """A number that counts nothing by name, with what was done or is said of it: «знищено 21», «12 не долетіли»."""
    if unit := _SHORT_UNIT.match(text, end):
        return text[start : unit.end()]
    if _GOES_ON.match(text, end):
        return text[start:end]
    before = _WORD_BEFORE.search(text, max(0, start - _LOOKED_BACK), start)
    if before and _BEFELL.fullmatch(before[1]) and text[end : end + 1] != "-":  # «відбувся 73-й»
        return before[1].lower() + text[before.end(1) : end]
    after = _SAID_AFTER.match(text, end)
    return text[start : after.end() if after and _says(after) else end]


def _says(after: re.Match[str]) -> bool:
    first, second = after["first"], after["second"] or ""
    if after["dash"]:
        return _LOST.fullmatch(first) is not None or _LOST.fullmatch(second) is not None
    return after["not"] is not None or is_verb(first)


def _parts(ends: Sequence[int], places: Iterable[int]) -> frozenset[int]:
    return frozenset(bisect_right(ends, place) for place in places)


def _is_told(text: str, figure: Figure) -> bool:
    start, end = figure.term.start, figure.term.end
    if figure.term.key[0] not in "dt" or _PART.search(text, max(0, start - 2), start):
        return False
    if figure.term.key[0] == "t":
        return _is_date(text, figure.term)  # «у вересні. 3 бригади» is none
    return not is_noise(text, start, end) and not is_of_model(text, start, end)


def _is_date(text: str, term: Term) -> bool:
    if _SPELT.fullmatch(text, term.start, term.end):
        return True
    return any(word.start == term.start and word.key.startswith("t:") for word in figures_in(text))


def _whole(figure: Figure) -> tuple[str, Measure]:
    """The amount with its scale, be it shared: in «від 25 до 30 млн» both are millions."""
    scale = figure.measure.scale
    if not scale or not figure.amount.startswith("d:"):
        return figure.amount, figure.measure
    return f"d:{scaled(figure.amount[2:], scale)}", figure.measure._replace(scale="")


def _with_counted(text: str, end: int) -> int:
    """Where what a number counts ends."""
    words = tokens(text)
    at = bisect_right(words, end, key=lambda word: word.start)
    for word in _following(text, words[max(0, at - 1) :], end):
        end = word.end
        if _ADJECTIVE.fullmatch(word.text) is None:
            break
    return end


def _following(text: str, words: Sequence[Token], end: int) -> Iterator[Token]:
    """The first words after a number that say what it counts: no verb, and nothing that says little by itself."""
    for word in [one for one in words[: _MOST_WORDS + 2] if one.start >= end][:_MOST_WORDS]:
        key = None if word.is_number else word_key(word.text, "en" if word.text.isascii() else "uk")
        if text[end : word.start] not in {" ", "-"} or key is None or word.text.istitle():
            return
        if key[0] != "k" and is_verb(word.text) and not word.text.endswith(_OF_MANY):
            return
        yield word
        end = word.end

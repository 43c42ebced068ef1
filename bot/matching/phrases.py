"""Names of several words: «Остап Громико», "Supreme Commander", and institutions, whose first word alone has a capital.

«Національного банку України»: an adjective goes on to the noun that agrees with it, «Служби» to its genitive, and both
to the country or the letters that follow.
"""

import re
from collections.abc import Iterator, Sequence

from bot.language.concepts import is_place
from bot.language.terms import Kind, Term, begins_sentence

_OF_ADJECTIVES = "(?:[бвгґджзклмнпрстфхцчшщйь]н|трян|[зсц]ьк|[сц]к)"  # «Збройні», but not «Київщині» or «Світлана»
# Endings of an adjective, and of the noun or the next adjective of the same case.
_AGREEING = (
    (r"(?:ий|ій|ый|ой)", r"(?:[бвгґджзклмнпрстфхцчшщйь]|ий|ій|ый)"),
    (r"(?:ого|його|его)", r"(?:[ауюя]|ого|его)"),
    (r"(?:ому|ему)", r"(?:[уюіе]|ові|еві|ому|ему)"),
    (r"(?:им|ім|ым)", r"(?:ом|ем|єм|им|ім|ым)"),
    (r"(?:ої|ьої|ой|ей)", r"(?:[иіїые]|ої|ой|ей)"),
    (r"(?:ою|ьою)", r"(?:ою|ею|єю|ю)"),
    (r"ій", r"(?:[ії]|ій)"),
    (r"(?:их|іх|ых)", r"(?:[бвгджзклмнпрстфхцчшщйь]|ів|ах|ях|их|іх|ых)"),
    (r"(?:ими|імі|ыми)", r"(?:ми|ими|ыми)"),
    (rf"{_OF_ADJECTIVES}(?:а|ая)", r"(?:[аяь])"),
    (rf"{_OF_ADJECTIVES}(?:у|ую)", r"(?:[уюь])"),
    (rf"{_OF_ADJECTIVES}(?:е|ое)", r"(?:[оея])"),
    (rf"{_OF_ADJECTIVES}(?:і|ие|ые)", r"(?:[иіїыая])"),
)
_AGREES = re.compile("|".join(rf"[\w-]{{3,}}{one} (?:[\w-]{{2,}}{two}|бюро)" for one, two in _AGREEING), re.IGNORECASE)
_OF_A_PLACE = re.compile(r"(?:[сц]ьк|[сц]к)\w{1,3}$")
_NOMINATIVE = ("ий", "ій", "ый", "ой")
_HEADS = (
    "служб|міністер|министер|офіс|офис|кабінет|кабинет|сил[аи]?(?:ам?|ами|ах)?$|центр|управлін|управлен|бюро$|агент?ств"
    "|комітет|комитет|департамент|командуван|командован|штаб|фонд|палат|прокуратур|спілк|союз|інститут|институт"
)
_HEAD = re.compile(_HEADS, re.IGNORECASE)
_GENITIVE = re.compile(r"\w{3,}(?:[иіїыуюая]|ів|[аеи]нь|ої|ого|ьої|их|іх|ых)")
_NO_NOUN = re.compile(
    r"\w*(?:[аеєиіїуюя]в|[аеёиоуыя]л|[^ш]л[аои]|[аеєиїуюя]ть|ся|сь|[еєа]но|[іи]то|є)"
    r"|(?:в|у)чора|сьогодні|вчера|сегодня|завтра|[ву]?ночі|[звуо]?ранку|[ву]ранці|[ву]?вечері|[ву]день|(?:по)?півдні"
    r"|ночью|утром|вечером|днём|днем|[ву]наслідок|вследствие"
)


def phrases(text: str, terms: Sequence[Term]) -> Iterator[list[Term]]:
    """The terms of a text; those that are one name together."""
    phrase: list[Term] = []
    for term in terms:
        together = phrase and text[phrase[-1].end : term.start] in {" ", "-"}
        if not (together and _goes_on(text, phrase, term)):
            if phrase:
                yield phrase
            phrase = []
        phrase.append(term)
    if phrase:
        yield phrase


def is_verb(word: str) -> bool:
    """Whether a word looks like a verb or says when, so that it is no noun."""
    return _NO_NOUN.fullmatch(word) is not None


def has_capital(text: str, term: Term) -> bool:
    """Of its own, not since a sentence begins."""
    return text[term.start].isupper() and not begins_sentence(text, term.start)


def _goes_on(text: str, phrase: Sequence[Term], term: Term) -> bool:
    last = phrase[-1]
    if not has_capital(text, phrase[0]) or term.kind in {Kind.NUMBER, Kind.DATE}:
        return False
    ended, word = text[last.start : last.end], text[term.start : term.end]
    if word[0].isupper():
        if _is_office(ended) and not word.isupper():
            return _is_owner(word, term)
        return (ended[0].isupper() and not _is_place(last, ended)) or _is_owner(word, term)
    if _AGREES.fullmatch(f"{ended} {word}"):
        if len(phrase) > 1 and ended[0].isupper() and ended.endswith(_NOMINATIVE):
            return False  # a surname: «Олексій Михайлівський закликав»
        return not is_verb(word) or ended.endswith(("их", "іх", "ых"))  # «внутрішніх справ» only looks like a verb
    return _HEAD.match(ended) is not None and _GENITIVE.fullmatch(word) is not None and not is_verb(word)


def _is_office(word: str) -> bool:
    """Whether letters stand for an institution, after which a person begins: «Сумської ОВА Роман Тищенко»."""
    return len(word) > 1 and word.isupper() and not word.isascii()


def _is_place(term: Term, word: str) -> bool:
    """Whether it is a place by itself, after which another name begins: «мером Варшави Мареком Вільчинським»."""
    is_known = term.key == "k:ukrainian" or (term.key[0] == "k" and is_place(term.key[2:]))
    return is_known and not word.isascii() and not word.isupper() and _OF_A_PLACE.search(word) is None


def _is_owner(word: str, term: Term) -> bool:
    """Whether an institution may be named after it: a country, or letters."""
    return word.isupper() or term.key == "k:ukrainian" or (term.key[0] == "k" and is_place(term.key[2:]))

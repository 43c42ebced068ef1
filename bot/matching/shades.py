"""Words in which a sentence says another thing though its numbers and names are the same: how surely, who, when.

Some say it by being there («може подати» for «подав», «сина директора» for «директора»), others only where one stands
in place of another («завтра» for «сьогодні»): that «сьогодні» was added changes nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language import fold
from bot.language.concepts import is_place
from bot.language.wordlists import WordList, word_list
from bot.language.words import WORDS_KEPT
from bot.matching.namesakes import forms
from bot.matching.negating import NEGATIONS
from bot.matching.revision import Sentence

SURELY, BOUND, WHOSE, DAY, HOUR, HARM = "surely", "bound", "whose", "day", "hour", "harm"
_PEOPLE = "people"  # those of a country, and what is theirs
_INSTEAD = frozenset(("who", "age", "role", DAY, HOUR, _PEOPLE))
_NEARLY = "bound.nearly"
# Beside the places of `places.txt`: the people and the country are one concept.
_COUNTRIES = frozenset(("k:russian", "k:ukrainian"))
_SAME_PEOPLE = {"k:enemy": "k:russian"}  # «ворожі дрони», «російські дрони»
_CONTRARY = {"bound.over": "bound.under", "bound.under": "bound.over"}  # «не менше», "no more than"
_ALL = frozenset(["всі", "усі", "всіх", "усіх", "всім", "усім", "все", "всех", "всем", "all", "every"])
_COUNTED_WITHIN = 2  # words after «понад»: «більш як 40»
_SAID_WITHIN = 3  # words after «може»: «за попередніми даними, загинули»
_OWNED_WITHIN = 2  # words after «сина»
_SAYS_HARM = {  # in the other revision: «двоє поранених», «школу пошкоджено» for «школа постраждала»
    "k:killed": frozenset(("k:killed",)),
    "k:wounded": frozenset(("k:wounded", "k:damage", "k:ruin")),
}
_ROOT = 4  # letters by which a word is known in its other forms
_SHORTEST = 3  # letters of a word that says something
_FORMER = re.compile(r"(?:екс|экс|ex)-?(?=\w{3})")  # «ексмера» is whose, and whoever that was
_PERHAPS, _PLANNED = "surely.perhaps", "surely.planned"
_WHOEVER = frozenset(["хто", "кто", "who"])  # «усім, хто міг допомогти» thanks those who did
_TO_READER = frozenset(["вам", "you"])  # «можливо, вам стане в пригоді» is polite
_BEFORE_NOUN = frozenset(["the", "a", "an", "this", "his", "her", "its", "their", "our", "any", "no", "new"])  # "plan"
_DONE = re.compile(r"(?:[вл]|л[аои]|вся|л[аоиь]ся|ed)$")
_HOLDS = re.compile(
    r"прийм|прийня|вмі[щс]|умі[щс]|розмі[щс]|обслуг|перевез|переве[зс]|виробл|вироби|принима|приня|вмеща|вмести|размест|размещ"
    r"|обслуж|производ|host|hold|seat|accommodat|serve|house|carry|produc|take$"
)


class Shade(NamedTuple):
    """One such word, by its place among the words of a sentence; `name` is of its family and group."""

    at: int
    name: str
    is_denied: bool = False  # the word before it says «не»

    @property
    def family(self) -> str:
        """What it speaks of."""
        return self.name.partition(".")[0]


def read_shades(sentence: Sentence) -> Iterator[Shade]:
    """The words of a sentence that are such, in order of their kind."""
    for at, word in enumerate(sentence.words):
        name = _named(fold(word.text))
        if name and not _is_another(sentence, at, name):
            is_denied = at > 0 and fold(sentence.words[at - 1].text) in NEGATIONS
            yield Shade(at, _CONTRARY.get(name, name) if is_denied else name, is_denied)
    places = {word.start: at for at, word in enumerate(sentence.words)}
    for term in sentence.terms:
        people = _SAME_PEOPLE.get(term.key, term.key)
        if term.start in places and (people in _COUNTRIES or (people[:2] == "k:" and is_place(people[2:]))):
            yield Shade(places[term.start], f"{_PEOPLE}.{people}")


def read_names(sentences: Sequence[Sentence]) -> list[str]:
    """What stands in some sentences, as often as it does."""
    return [shade.name for sentence in sentences for shade in read_shades(sentence)]


def concepts_of_harm(sentence: Sentence) -> frozenset[str]:
    """The keys of terms for what a sentence says was done to people: killed, wounded."""
    return frozenset(map(_concept, (shade for shade in read_shades(sentence) if shade.family == HARM)))


def _concept(shade: Shade) -> str:
    return f"k:{shade.name.partition('.')[2]}"


def shades_lost(old: Sentence, new: Sentence, is_lost: Callable[[str], bool]) -> list[Shade]:
    """The shades of a sentence that its other revision lacks; `is_lost` says of one whether it stands nowhere else."""
    ours, theirs = list(read_shades(old)), list(read_shades(new))
    lacking, coming = _lacking(ours, theirs), {shade.family for shade in _lacking(theirs, ours)}
    return [shade for shade in lacking if is_lost(shade.name) and _tells(shade, old, new, coming)]


def _lacking(ours: Sequence[Shade], theirs: Sequence[Shade]) -> list[Shade]:
    spare = Counter(shade.name for shade in ours)
    spare.subtract(shade.name for shade in theirs)
    return [shade for shade in ours if spare[shade.name] > 0]


def _tells(shade: Shade, of: Sentence, other: Sentence, coming: set[str]) -> bool:
    """Whether the rest of what it speaks of is still said without it."""
    if shade.family in _INSTEAD:
        return shade.family in coming
    if shade.family == HARM:
        return _SAYS_HARM[_concept(shade)].isdisjoint(term.key for term in other.terms)
    if shade.family == BOUND:
        return True
    if shade.family == WHOSE:
        return not _owners(shade, of).isdisjoint(_known_by(fold(word.text) for word in other.words))
    is_room = _is_room(shade, of)
    roots = {key[:_ROOT] for key in other.keys if not is_room or _DONE.search(key)}
    said = of.keys[shade.at + 1 : shade.at + 1 + (1 if is_room else _SAID_WITHIN)]
    return any(len(key) >= _SHORTEST and key[:_ROOT] in roots for key in said)


def is_owned(shade: Shade, sentence: Sentence) -> bool:
    """Whether it stands after whoever it belongs to: "the director's son"."""
    return shade.family == WHOSE and shade.at > 0 and sentence.words[shade.at - 1].text.casefold().endswith("ʼs")


def _is_room(shade: Shade, of: Sentence) -> bool:
    """Whether it says how many there is room for, as «приймає 200 учнів» does; «прийняла» is another thing."""
    holds, counted = of.words[shade.at + 1 : shade.at + 2], of.words[shade.at + 2 : shade.at + 3]
    return any(_HOLDS.match(fold(one.text)) for one in holds) and any(one.is_figure for one in counted)


def _owners(shade: Shade, of: Sentence) -> frozenset[str]:
    """By what those are known to whom somebody belongs, after the word or before it: "the director's son"."""
    words = [fold(word.text) for word in of.words]
    near = words[shade.at + 1 : shade.at + 1 + _OWNED_WITHIN]
    if is_owned(shade, of):
        near.append(words[shade.at - 1])
    if former := _FORMER.match(words[shade.at]):
        near.append(words[shade.at][former.end() :])
    return _known_by(near)


def _known_by(words: Iterable[str]) -> frozenset[str]:
    """What some words, folded, are known by in their other forms: «мер» and «мера», «посол» and «посла»."""
    return frozenset(form for word in words if len(word) >= _SHORTEST for form in (word[:_ROOT], *forms(word)))


def _is_another(sentence: Sentence, at: int, name: str) -> bool:
    """Whether a word only looks so: «більше» that counts nothing, "May", "the wounded", «Слава Брат»."""
    word, following = sentence.words[at], sentence.words[at + 1 : at + 1 + _COUNTED_WITHIN]
    if name == _NEARLY:  # «майже 40» is 40 to most, «майже всі» are not all
        return not any(fold(one.text) in _ALL for one in following)
    if name.startswith(BOUND):
        return not any(one.is_figure or one.is_one for one in following)
    before = fold(sentence.words[at - 1].text) if at else ""
    if name in (_PERHAPS, _PLANNED) and _is_idle(sentence, at, name):
        return True
    if name.startswith(HARM):  # «ніхто не загинув»
        return before in NEGATIONS or (word.text.isascii() and before in {"the", "of"})
    return word.text[0].isupper() and (at > 0 or word.text == "May")


def _is_idle(sentence: Sentence, at: int, name: str) -> bool:
    """Whether a word says nothing of how sure something is."""
    words = [fold(word.text) for word in sentence.words]
    before, following = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    if name == _PLANNED:
        return sentence.words[at].text.isascii() and not _BEFORE_NOUN.isdisjoint(before)
    if not _TO_READER.isdisjoint(following) or not _ALL.isdisjoint(before):  # «робимо все можливе»
        return True
    return at > 1 and before[0] in _WHOEVER and words[at - 2] in _ALL


@lru_cache(maxsize=1)
def _listed() -> WordList:
    return word_list("shades.txt")


@lru_cache(maxsize=WORDS_KEPT)
def _named(folded: str) -> str | None:
    return _listed().find(folded)

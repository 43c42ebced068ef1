"""Whether one of two posts of nearly the same words says otherwise: «загинув» for «постраждав», "this is not true"."""

import re
from collections.abc import Iterable, Sequence

from bot.matching.editing import Edit
from bot.matching.matters import Matter
from bot.matching.revising import difference
from bot.matching.revision import Sentence, read_revision, read_sentence
from bot.matching.shades import concepts_of_harm
from bot.matching.wording import read_words

_UNTRUE = re.compile(
    r"\b(?:неправд[ауио]\b|брехн|фейк|вигад(?:ка|ки|ку|али)\b|спросту|(?<!протидії )дезінформ|не відповіда\w+ дійсності"
    r"|ложь|ложью|лживы|опроверг|опроверж|вымыс|(?<!противодействия )дезинформ|не соответству\w+ действительности"
    r"|fake|hoax|untrue|not true|false|debunk|den(?:y|ies|ied)\b|(?<!countering )disinformation)",
    re.IGNORECASE,
)
_IN_PLACE = 3  # words at most that stand for as few: more are a sentence said in another way
_SHORT = 5  # words of a sentence that denies one thing and does nothing else


def says_otherwise(one: str, two: str, language: str | None) -> bool:
    """Whether of two normalised texts one says in a sentence of both, or calls untrue, what the other does not."""
    if (_UNTRUE.search(one) is None) != (_UNTRUE.search(two) is None):
        return True
    found = difference(one, two, language)
    if any(map(_is_contrary, found.edits)):
        return True
    first, second = read_revision(one, language), read_revision(two, language)
    if _harms_otherwise(first, second) and _harms_otherwise(second, first):
        return True
    ours, theirs = (*found.removed, *found.looks.removed), (*found.added, *found.looks.added)
    return _denies(ours, second, language) or _denies(theirs, first, language)


def _harms_otherwise(one: Sequence[Sentence], two: Sequence[Sentence]) -> bool:
    """Whether somebody was killed, or wounded, of whom the other does not speak."""
    return not frozenset().union(*map(concepts_of_harm, one)) <= _keys(two)


def _keys(sentences: Iterable[Sentence]) -> set[str]:
    return {term.key for sentence in sentences for term in sentence.terms}


def _is_contrary(edit: Edit) -> bool:
    """Whether few words stand in place of others and change the substance; what one has beside the other does not."""
    sides = [read_words(side) for side in (edit.before, edit.after)]
    if edit.matter is None or edit.matter is Matter.REMOVED or not all(0 < len(side) <= _IN_PLACE for side in sides):
        return False
    if edit.matter is Matter.NUMBER:
        return all(any(word.is_figure or word.is_one for word in side) for side in sides)
    if edit.matter is Matter.NAME:  # «ЄС» may be «Євросоюз», and «СБУ та поліція» «правоохоронці»
        return len(sides[0]) == len(sides[1]) and all(side[-1].text.istitle() for side in sides)
    return True


def _denies(sentences: Iterable[str], other: Sequence[Sentence], language: str | None) -> bool:
    """Whether a short sentence that stands in one text alone denies that of which the other speaks and does not."""
    read = (read_sentence(text, language) for text in sentences)
    told = (one for one in read if one.negations and len(one.words) <= _SHORT and not one.is_housekeeping)
    spoken = _keys(other).difference(*map(_denied, other))
    return any(not spoken.isdisjoint(_denied(one)) for one in told)


def _denied(sentence: Sentence) -> frozenset[str]:
    """What stands right beside a negation: «пожежі не було», «не постраждав»."""
    places = [(sentence.words[at].start, sentence.words[at].end) for at in sentence.denying]
    return frozenset(
        term.key
        for term in sentence.terms
        if any(term.end + 1 == start or term.start - 1 == end for start, end in places)
    )

"""Whether an edit took a thing out of a list: «лікарню та школу» became «лікарню»."""

import re
from collections.abc import Sequence

from bot.language import fold
from bot.language.lemmas import lemma
from bot.matching.revision import Sentence
from bot.matching.shades import read_shades
from bot.matching.sides import Sides
from bot.matching.wording import Word

_JOINERS = frozenset(["та", "і", "й", "а", "також", "и", "или", "або", "чи", "and", "or", "as", "well"])
_COMMA_BEFORE = re.compile(r", ?$")
# What stands beside a thing in its list; without such a one «, друзі,» between two commas is an aside.
_ITEM = r"(?P<item>(?:\w+ ){0,2}\w+)"
_ITEM_BEFORE, _ITEM_AFTER = re.compile(rf", {_ITEM}, ?$"), re.compile(rf" ?, {_ITEM}(?:,| (?:та|і|й|и|and) )")
_NEAR = 2  # characters looked at
_BESIDE = 60  # characters looked at for what stands beside a thing in its list
_LONGEST = 4  # words of one thing: more are a clause
_ARTICLE = "the"
_SAYS = 3  # letters of a word that is no preposition
_ROOT = 4  # letters by which a word is known in its other forms
_NUMBERS = (frozenset(("was", "were")), frozenset(("is", "are")), frozenset(("has", "have")))
_NO_NOUN = re.compile(r"[ое]$")  # adverbs, and what was done
_VERB = re.compile(r"т[иь](?:ся)?$")  # by its lemma
_NO_THING = re.compile(r"(?:[оеы]|[иі]й|ый|т[иь]|т[иь]ся)$")  # adverbs, adjectives, verbs, by their lemmas


def taken_from_list(was: Sequence[Word], now: Sequence[Word]) -> int:
    """How many of some words were taken away where the others are what they became: «та школа пошкоджені»."""
    gone = len(was) - len(now)
    return gone if gone > 0 and all(map(_is_form, was[gone:], now)) else 0


def _is_form(one: Word, two: Word) -> bool:
    return one.key[:_ROOT] == two.key[:_ROOT] or any({one.key, two.key} <= forms for forms in _NUMBERS)


def is_taken_from_list(sentence: Sentence, start: int, end: int, sides: Sides) -> bool:
    """Whether words, the end excluded, are a thing between joining words or commas that stands nowhere now."""
    words = sentence.words[start:end]
    thing = [word for word in words if not is_joiner(word)]
    if not 0 < len(thing) <= _LONGEST:
        return False
    is_joined = thing[0] is not words[0] or thing[-1] is not words[-1]
    return (is_joined or _is_between_commas(sentence, start, end)) and _is_thing(sentence, thing, sides)


def is_joiner(word: Word) -> bool:
    """Whether a word joins the things of a list."""
    return fold(word.text) in _JOINERS


def _is_between_commas(sentence: Sentence, start: int, end: int) -> bool:
    first, last = sentence.words[start].start, sentence.words[end - 1].end
    if _COMMA_BEFORE.search(sentence.text, max(0, first - _NEAR), first) is None:
        return start > 0 and _ITEM_AFTER.match(sentence.text, last) is not None
    if any(map(is_joiner, sentence.words[end : end + 1])) or ", " in sentence.text[first:last]:
        return True
    before = _ITEM_BEFORE.search(sentence.text, max(0, first - _BESIDE), first)
    beside = (before, _ITEM_AFTER.match(sentence.text, last))
    return any(found is not None and _is_item(sentence, *found.span("item")) for found in beside)


def _is_item(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands between commas is a thing, and no clause of its own: «, відкрили школу,»."""
    terms = [term for term in sentence.terms if start <= term.start < end]
    said = [(sentence.text[term.start : term.end], term.key) for term in terms]
    return any(_is_noun(*one) for one in said) and not any(_is_verb(word) for word, _ in said)


def _is_thing(sentence: Sentence, words: Sequence[Word], sides: Sides) -> bool:
    """Whether they are a noun and what belongs to it, and no aside such as «, повідомили в поліції,»."""
    told = {at for term in sentence.within(words) for at in range(term.start, term.end)}
    shades = {sentence.words[shade.at].start for shade in read_shades(sentence)}
    says = [word for word in words if len(word.text) >= _SAYS and fold(word.text) != _ARTICLE]
    if any(word.start not in told or word.start in shades for word in says):
        return False
    gone = [term for term in sentence.within(words) if not sides.after.has(term, sentence)]
    return any(_is_noun(sentence.text[term.start : term.end], term.key) for term in gone)


def _is_noun(word: str, key: str) -> bool:
    if word.isascii():  # there the form of a word tells nothing, and the list of things does
        return key.startswith("k:")
    folded = fold(word)
    is_thing = any(_NO_THING.search(lemma(folded, language)) is None for language in ("uk", "ru"))
    return is_thing and _NO_NOUN.search(folded) is None


def _is_verb(word: str) -> bool:
    return any(_VERB.search(lemma(fold(word), language)) is not None for language in ("uk", "ru"))

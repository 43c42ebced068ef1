"""Whether an article quotes a post as it was written: word by word, and loudly where a number or a name differs."""

import re
from collections.abc import Iterator, Sequence

from bot.language import detect, tokens
from bot.language.sentences import sentences
from bot.matching.measures import differ, measures
from bot.matching.omissions import denials_left_out
from bot.matching.quotes import FEWEST_WORDS
from bot.matching.rewording import compare, stand_in_order, stands, tells
from bot.matching.spans import runs
from bot.matching.stretches import is_cut, is_long, pieces_of, without_speaker
from bot.matching.translations import beside_translation
from bot.matching.wording import spellings, typed
from storage.records import Change, Fidelity, Quotation

_ALIKE = 0.6  # of its words, in their order, make a quotation one of the post with words altered
_ALIKE_SHORT = 0.7
_SHORT_WORDS = 7
_BARE_WORDS = 10  # of a run that needs no quotation marks to be a quotation
_BRIEF = FEWEST_WORDS - 1  # words: a quotation of so many is one where the post has them all in a row
_FEWEST_OF_SENTENCE = 2  # words
_FEWEST_IN_PIECES = FEWEST_WORDS + 1  # words of a quotation in pieces none of which is one by itself
_MOST_LEFT_OUT = 2  # words of a post within a piece of so few words
_OF_NONE = frozenset((Fidelity.MISSING, Fidelity.UNCOMPARED))
_LETTERS = {"uk": re.compile("[іїєґ]", re.IGNORECASE), "ru": re.compile("[ыэёъ]", re.IGNORECASE)}


Checked = tuple[Quotation, float]
"""A quotation beside a post, and how alike they are."""
_Likeness = tuple[float, bool]


def check(text: str, quoted: Sequence[tuple[int, int]], post: str, *, language: str | None = None) -> list[Checked]:
    """The quotations of an article beside one post; `missing` is what is not of it.

    One in another language, of which too little can be compared, is perhaps a translation: `uncompared`.
    """
    language, around = language or detect(post), detect(text)
    found = [
        _quotation((start, end), text[start:end], post, language, around)
        for start, end in quoted
        if any(map(is_long, pieces_of(text[start:end])))
    ]
    short = (*_brief(text, quoted, post), *_in_pieces(text, quoted, post), *_bare(text, quoted, post))
    return [*found, *((one, 1.0) for one in short)]


def settle(checked: Sequence[Sequence[Checked]]) -> list[tuple[Quotation, ...]]:
    """For each of several posts the quotations that are of it: one that another post has more exactly is not.

    What no post has is noted with each.
    """
    best: dict[tuple[int, int], _Likeness] = {}
    for one, share in (each for of_post in checked for each in of_post):
        if one.fidelity not in _OF_NONE:
            best[_place(one)] = max(best.get(_place(one), (0.0, False)), _likeness(one, share))
    return [tuple(one for one, share in of_post if _belongs(one, share, best.get(_place(one)))) for of_post in checked]


def whole_sentences(text: str, quoted: Sequence[tuple[int, int]], quotations: Sequence[Quotation], post: str) -> int:
    """How many sentences of a post stand whole and word for word in quotation marks."""
    exact = (_place(one) for one in quotations if one.fidelity is Fidelity.EXACT)
    said = [f" {' '.join(spellings(text[start:end]))} " for start, end in exact if (start, end) in quoted]
    spelt = (spellings(one) for one in sentences(post))
    return sum(any(f" {' '.join(words)} " in one for one in said) for words in spelt if len(words) > _BRIEF)


def _place(quotation: Quotation) -> tuple[int, int]:
    return quotation.article_start, quotation.article_end


def _likeness(quotation: Quotation, share: float) -> _Likeness:
    """A post that has a word more, «не», has all words of the quotation too, and yet another one has it exactly."""
    return share, quotation.fidelity is not Fidelity.ALTERED


def _belongs(quotation: Quotation, share: float, best: _Likeness | None) -> bool:
    if quotation.fidelity in _OF_NONE:
        return best is None
    return best is None or _likeness(quotation, share) >= best


def _is_of(share: float, words: int) -> bool:
    return share >= (_ALIKE_SHORT if words < _SHORT_WORDS else _ALIKE)


def _quotation(place: tuple[int, int], quote: str, post: str, language: str | None, around: str | None) -> Checked:
    pieces = pieces_of(quote)
    said = [part for piece in pieces for part in without_speaker(piece, post)]
    if language and _is_foreign(" ".join(said), language, around or language):
        return _translated(place, " ".join(pieces), post, language)
    stretches = [piece for piece in said if is_long(piece)]
    compared = [compare(stretch, post) for stretch in stretches]
    words = [len(spellings(stretch)) for stretch in stretches]
    share = sum(one.share * count for one, count in zip(compared, words, strict=True)) / (sum(words) or 1)
    if not _is_of(share, sum(words)):
        return _found(place, Fidelity.MISSING), share
    invented = [piece for piece in said if not is_long(piece) and not stands(piece, post)]
    changes = [change for one in compared for change in one.changes]
    changes += [change for piece in invented for change in _altered(piece, post)]
    changes += denials_left_out([piece for piece in said if piece not in invented], post, is_cut=is_cut(quote))
    fidelity = Fidelity.ALTERED if changes else Fidelity.EXACT
    # A post that has those pieces too has the quotation more exactly.
    return _found(place, fidelity, changes), share * sum(words) / (sum(words) + len(invented))


def _translated(place: tuple[int, int], quote: str, post: str, language: str) -> Checked:
    found = beside_translation(quote, post, language)
    if found is None:
        return _found(place, Fidelity.UNCOMPARED), 0.0
    return _found(place, Fidelity.ALTERED if found.changes else Fidelity.TRANSLATED, found.changes), found.share


def _found(place: tuple[int, int], fidelity: Fidelity, changes: Sequence[Change] = ()) -> Quotation:
    return Quotation(article_start=place[0], article_end=place[1], fidelity=fidelity, changes=tuple(changes))


def _altered(piece: str, post: str) -> Sequence[Change]:
    """A short piece that the post does not have in a row: what is left out of it, or all of it where that is unsure."""
    words, beside = len(spellings(piece)), compare(piece, post)
    if words >= _FEWEST_OF_SENTENCE and beside.share >= 1.0 and beside.words <= words + _MOST_LEFT_OUT:
        return beside.changes
    found = tokens(piece)
    return (Change(post="", article=piece[found[0].start : found[-1].end], telling=tells(piece)),)


def _is_foreign(quote: str, language: str, around: str) -> bool:
    """Whether a quotation is in another language than the post, in an article whose language is `around`.

    Cyrillic words without a telling letter are in the language of the article.
    """
    found = detect(quote) or language
    if found != language and ("en" in (found, language) or _LETTERS[found].search(quote)):
        return True
    return around != language and "en" not in (around, language) and not _LETTERS[language].search(quote)


def _brief(text: str, quoted: Sequence[tuple[int, int]], post: str) -> Iterator[Quotation]:
    """Quotations too short to be told from others unless they stand in the post word for word.

    Of two words it is too little, unless they are a whole sentence of it: «Робота триватиме».
    """
    for start, end in quoted:
        words = spellings(text[start:end])
        is_sentence = len(words) == _FEWEST_OF_SENTENCE and words in map(spellings, sentences(post))
        if is_sentence or (len(words) == _BRIEF and stands(text[start:end], post)):
            yield _found((start, end), Fidelity.EXACT)


def _in_pieces(text: str, quoted: Sequence[tuple[int, int]], post: str) -> Iterator[Quotation]:
    """Quotations in short pieces that one sentence of the post has in their order: «Міст … закриємо до осені».

    Three words are too little unless they leave out a denial.
    """
    for start, end in quoted:
        pieces = pieces_of(text[start:end])
        words = sum(len(spellings(piece)) for piece in pieces)
        if len(pieces) < _FEWEST_OF_SENTENCE or words < _BRIEF or any(map(is_long, pieces)):
            continue
        there = [one for one in sentences(post) if stand_in_order(pieces, one)]
        changes = min((list(denials_left_out(pieces, one, is_cut=False)) for one in there), key=len, default=[])
        if changes or (there and words >= _FEWEST_IN_PIECES):
            yield _found((start, end), Fidelity.ALTERED if changes else Fidelity.EXACT, changes)


def _bare(text: str, quoted: Sequence[tuple[int, int]], post: str) -> Iterator[Quotation]:
    """Long runs of the post that stand without quotation marks; where a paragraph words it anew, it quotes nothing."""
    ours, one, two = tokens(text), measures(post), measures(text)
    for there, at, length in runs(typed(post), typed(text)):
        start, end = ours[at].start, ours[at + length - 1].end
        if length < _BARE_WORDS or any(begin < end and start < stop for begin, stop in quoted):
            continue
        if not any(differ(one[there + by], two[at + by]) for by in range(length) if there + by in one):
            yield _found((start, end), Fidelity.EXACT)

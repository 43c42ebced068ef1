"""Which sentence of one revision of a post is which of another: what stands in both, and what was changed."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from bot.language.terms import Term
from bot.matching.negating import is_denied
from bot.matching.revision import Sentence

_SAME = 0.5  # of the words in their order, or of the terms, make two sentences one that was changed


def keys_of_terms(terms: Iterable[Term]) -> frozenset[str]:
    """What terms speak of."""
    return frozenset(term.key for term in terms)


def without_common(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences that stand on one side only, wherever they stand there."""
    spare_old, spare_new = (Counter(sentence.keys for sentence in side) for side in (old, new))
    common = {key: min(count, spare_new[key]) for key, count in spare_old.items()}
    return _left(old, Counter(common)), _left(new, Counter(common))


def _left(sentences: Sequence[Sentence], common: Counter[tuple[str, ...]]) -> list[Sentence]:
    left = []
    for sentence in sentences:
        if common[sentence.keys] > 0:
            common[sentence.keys] -= 1
        else:
            left.append(sentence)
    return left


def paired(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Sentences that were changed, each with what it became: the likest first come together."""
    alike = sorted(
        ((_likeness(one, two), -at, -to) for at, one in enumerate(old) for to, two in enumerate(new)),
        reverse=True,
    )
    found: dict[int, int] = {}
    for share, at, to in alike:
        if share >= _SAME and -at not in found and -to not in found.values():
            found[-at] = -to
    return [(old[at], new[to]) for at, to in sorted(found.items())]


def _likeness(one: Sentence, two: Sentence) -> float:
    if len(one.words) == len(two.words) == 1:  # «Суми.» that became «Харків.», «Тривога!» that became «Відбій!»
        return _SAME * ((one.is_label and two.is_label) or is_denied(one.keys[0], two.keys[0]))
    ours, theirs = keys_of_terms(one.terms), keys_of_terms(two.terms)
    shared = len(ours & theirs) / (len(ours | theirs) or 1)
    return max(shared, LCSseq.normalized_similarity(one.keys, two.keys))

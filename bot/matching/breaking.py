"""Which sentence of an article no longer agrees with a post that was edited."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.language import detect
from bot.language.sentences import sentences
from bot.language.terms import read_terms
from bot.matching.background import article_text
from bot.matching.revising import Difference
from storage.records import Article

_ALIKE = 62  # of 100: a sentence that was taken out of the post, as an article has it


def broken_by(found: Difference, before: str, article: Article) -> str | None:
    """The sentence that says what the post no longer says, the likest to the post's own; None where none does."""
    said = sentences(article_text(article))
    language = article.language or detect(article.text)
    hits = [one for one in said if _has_one_of(_keys_before(found), one, language)]
    if hits:
        return max(hits, key=lambda one: fuzz.token_set_ratio(one, before))
    gone = " ".join(found.removed)
    likest = process.extractOne(gone, said, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE) if gone else None
    return str(likest[0]) if likest else None


def _keys_before(found: Difference) -> list[frozenset[str]]:
    """What each edit of substance took away, by its terms."""
    changed = (edit.before for edit in found.edits if edit.matter is not None)
    return [keys for text in changed if (keys := _keys(text, detect(text)))]


def _has_one_of(wanted: Iterable[frozenset[str]], sentence: str, language: str | None) -> bool:
    keys = _keys(sentence, language)
    return any(each <= keys for each in wanted)


def _keys(text: str, language: str | None) -> frozenset[str]:
    return frozenset(term.key for term in read_terms(text, language))

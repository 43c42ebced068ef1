"""What an article has that its post lacks, and what of the post it leaves out: numbers, dates and names, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from bot.language.concepts import is_place
from bot.language.terms import Kind, Term, begins_sentence, read_terms
from bot.matching.reading import Reading, is_telling, read_article, read_post
from storage.records import Article, Channel, Post

_SHOWN = 6  # of each kind
_ONE_NAME = 70  # of 100: alike enough to be one name in two case forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """As the texts have them, in their order. Small numbers stand everywhere and are left out, as the matcher does."""

    added: tuple[str, ...]  # in the article's news, and nowhere in the post
    left_out: tuple[str, ...]  # in the post, and nowhere in the article


def contrast(article: Article, post: Post, channel: Channel) -> Contrast:
    """A post beside an article that was written from it. Case forms, spellings and translations are the same."""
    ours, theirs = read_article(article), read_post(post.text, post.language)
    source = " ".join((channel.title, channel.spec.username or "", *channel.spec.aliases, article.site))
    known = theirs.keys | {term.key for term in read_terms(source, post.language)}
    there = ours.head.keys.union(ours.news.keys, *(part.reading.keys for part in ours.body))
    added, left_out = _words(ours.text, ours.news, known), _words(post.text, theirs, there)
    return Contrast(added=_but(added, left_out), left_out=_but(left_out, added))


def _but(words: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Words without those that stand among the others in another form: «Орел» and «Орла» have no stem in common."""
    folded = [other.casefold() for other in others]
    kept = (word for word in words if not any(ratio(word.casefold(), other) >= _ONE_NAME for other in folded))
    return tuple(kept)[:_SHOWN]


def _words(text: str, reading: Reading, there: frozenset[str]) -> list[str]:
    """Numbers, dates and names of one side that the other lacks. A name of several words is there as its last is."""
    first: dict[str, str] = {}
    for phrase in _phrases(text, reading.terms):
        key = phrase[-1].key
        if key not in there and any(_tells(text, term) for term in phrase):
            first.setdefault(key, " ".join(text[phrase[0].start : phrase[-1].end].split()))
    return list(first.values())


def _phrases(text: str, terms: Sequence[Term]) -> Iterator[list[Term]]:
    """Words with capitals that follow each other are one name: «Остап Громико», "Supreme Commander"."""
    phrase: list[Term] = []
    for term in terms:
        together = phrase and text[phrase[-1].end : term.start] in {" ", "-"}
        if not (together and _has_capital(text, phrase[-1]) and _has_capital(text, term)):
            if phrase:
                yield phrase
            phrase = []
        phrase.append(term)
    if phrase:
        yield phrase


def _tells(text: str, term: Term) -> bool:
    is_named_place = term.key[0] == "k" and is_place(term.key[2:]) and _has_capital(text, term)
    return is_telling(term) or term.kind in {Kind.DATE, Kind.NAME} or is_named_place


def _has_capital(text: str, term: Term) -> bool:
    """Of its own, not since a sentence begins."""
    return text[term.start].isupper() and not begins_sentence(text, term.start)

"""What an article has that its post lacks, and what of the post it leaves out: numbers, dates and names, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from bot.language.terms import Kind, read_terms
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
    """The numbers, dates and names of one side that the other lacks."""
    first: dict[str, str] = {}
    for term in reading.terms:
        tells = is_telling(term) or term.kind is Kind.DATE or term.key in reading.names
        if tells and term.key not in there:
            first.setdefault(term.key, " ".join(text[term.start : term.end].split()))
    return list(first.values())

"""What an article has that its post lacks, and what of the post it leaves out: numbers, dates and names, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from bot.language.concepts import is_place
from bot.language.terms import Kind, Term, read_terms
from bot.matching.phrases import has_capital, phrases
from bot.matching.reading import Reading, is_telling, read_article, read_post
from storage.records import Article, Channel, Post

_SHOWN = 6  # of each kind
_ONE_NAME = 70  # of 100: alike enough to be one name in two case forms
# Letters at most by which they differ, so that Коваленко is no Ковальчук; one less where one word begins the other, as
# Бондар begins Бондарчук.
_ENDING = 3
# Where something was said or read, and when: no names of the matter.
_ASIDE = re.compile(
    r"(?:telegram|телеграм|facebook|фейсбук|twitter|твіттер|твиттер|youtube|ютуб|whatsapp|viber|вайбер|instagram|інстаграм"
    r"|инстаграм|tiktok|тікток|тикток|threads)\w{0,3}(?:-\w+)?|x-\w+"
    r"|reuters|рейтер\w*|afp|bloomberg|укрінформ\w*|ukrinform|уніан|униан|unian|інтерфакс\w*|интерфакс\w*|interfax\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|(?:понеділ|вівтор|четвер|пʼятниц|субот|неділ|понедельник|вторник|четверг|пятниц|суббот|воскресен)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """As the texts have them, in their order. Small numbers stand everywhere and are left out, as the matcher does."""

    added: tuple[str, ...]  # in the article's news, and nowhere in the post
    left_out: tuple[str, ...]  # in the post, and nowhere in the article


def contrast(article: Article, post: Post, channel: Channel, *, others: Sequence[Post] = ()) -> Contrast:
    """A post beside an article that was written from it. Case forms, spellings and translations are the same.

    What other posts behind the article have, it has from them.
    """
    ours, theirs = read_article(article), read_post(post.text, post.language)
    source = " ".join((channel.title, channel.spec.username or "", *channel.spec.aliases, article.site))
    known = theirs.keys.union(*(read_post(other.text, other.language).keys for other in others)) | {term.key for term in read_terms(source, post.language)}
    there = ours.head.keys.union(ours.news.keys, *(part.reading.keys for part in ours.body))
    added, left_out = _words(ours.text, ours.news, known), _words(post.text, theirs, there)
    return Contrast(added=_but(added, left_out), left_out=_but(left_out, added))


def _but(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Names without those that stand among the others in another form: «Орел» and «Орла» have no stem in common."""
    kept = (name for name in names if not any(_is_one_name(name.casefold(), other.casefold()) for other in others))
    return tuple(kept)[:_SHOWN]


def _is_one_name(one: str, two: str) -> bool:
    """Whether the last word is the same in another form; a number has none."""
    if any(letter.isdecimal() for letter in one + two):
        return False
    last, other = one.rsplit(maxsplit=1)[-1], two.rsplit(maxsplit=1)[-1]
    same = Prefix.similarity(last, other)
    ending = _ENDING if same < min(len(last), len(other)) else _ENDING - 1
    return max(len(last), len(other)) - same <= ending and ratio(last, other) >= _ONE_NAME


def _words(text: str, reading: Reading, there: frozenset[str]) -> list[str]:
    """The numbers, dates and names of one side that the other lacks."""
    first: dict[tuple[str, ...], str] = {}
    terms = [term for term in reading.terms if not _ASIDE.fullmatch(text[term.start : term.end])]
    for phrase in phrases(text, terms):
        keys = _keys(text, phrase)
        if not there.issuperset(keys) and any(_tells(text, term) for term in phrase):
            first.setdefault(keys, " ".join(text[phrase[0].start : phrase[-1].end].split()))
    return list(first.values())


def _keys(text: str, phrase: Sequence[Term]) -> tuple[str, ...]:
    """What must stand on the other side: the last word of a name, all words of an institution's up to its country."""
    if all(text[term.start].isupper() for term in phrase):
        return (phrase[-1].key,)
    own = phrase[:-1] if text[phrase[-1].start].isupper() else phrase
    return tuple(term.key for term in own)


def _tells(text: str, term: Term) -> bool:
    is_named_place = term.key[0] == "k" and is_place(term.key[2:]) and has_capital(text, term)
    return is_telling(term) or term.kind in {Kind.DATE, Kind.NAME} or is_named_place

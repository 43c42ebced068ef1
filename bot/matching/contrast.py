"""What an article has that its post lacks, and what of the post it leaves out: numbers, dates and names, in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.language.concepts import is_place
from bot.language.terms import Kind, Term
from bot.matching.dates import day_key
from bot.matching.facts import AREAS, Facts, of_article, of_post, of_source
from bot.matching.institutions import Named, named_in
from bot.matching.namesakes import is_nearly_one
from bot.matching.naming import is_place_itself, is_word_too
from bot.matching.noise import is_loud, is_noise, is_of_model
from bot.matching.phrases import has_capital, phrases
from bot.matching.reading import is_telling
from bot.matching.tally import Told, each_once, said
from storage.records import Article, Channel, Post

_SHOWN = 6  # of each kind
_NEAR_DAYS = (-1, 0, 1)  # «завтра» is a date to whoever writes it out
# Where something was said or read, and when: no names of the matter.
_ASIDE = re.compile(
    r"(?:telegram|телеграм|facebook|фейсбук|twitter|твіттер|твиттер|youtube|ютуб|whatsapp|viber|вайбер|instagram|інстаграм"
    r"|инстаграм|tiktok|тікток|тикток|threads|signal)\w{0,3}(?:-\w+)?|x-\w+"
    r"|reuters|рейтер\w*|afp|bloomberg|укрінформ\w*|ukrinform|уніан|униан|unian|інтерфакс\w*|интерфакс\w*|interfax\w*"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)(?:ʼs)?"
    r"|(?:понеділ|вівтор|четвер|пʼятниц|субот|неділ|понедельник|вторник|четверг|пятниц|суббот|воскресен)\w*",
    re.IGNORECASE,
)


_OF_REGION = re.compile("[ОРМ](?:ВА|ДА|ГА)")  # offices that each region or town has
_IS_LISTED = re.compile(": $")
_ANOTHER = re.compile(r", [A-ZА-ЯІЇЄҐ]")  # «напрямків: Міллерово, Курськ»
_GOES_ON = re.compile(r" [a-zа-яіїєґ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """As the texts have them, in their order. Small numbers stand everywhere and are left out, but those of losses."""

    added: tuple[str, ...]  # in the article's news, and nowhere in the post
    left_out: tuple[str, ...]  # in the post, and nowhere in the article


def contrast(
    article: Article, post: Post, channel: Channel, *, others: Sequence[tuple[Post, Channel]] = ()
) -> Contrast:
    """A post beside an article that was written from it. Case forms, spellings and translations are the same.

    What other posts behind the article have, it has from them.
    """
    (news, whole), theirs, days = of_article(article), of_post(post), _days(article, post)
    known = [theirs, *(of_post(other) for other, _ in others)]
    known += (of_source(one, article.site, post.language) for one in (channel, *(of for _, of in others)))
    added, left_out = _lacking(news, known, days), _lacking(theirs, [whole], days)
    if article.language != post.language:
        added, left_out = _but(added, left_out), _but(left_out, added)
    return Contrast(added=added[:_SHOWN], left_out=left_out[:_SHOWN])


def _but(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Names without those that stand among the others as their language has them: «Кременчук» and «Кременчуг»."""
    return tuple(
        name for name in names if not any(is_nearly_one(name.casefold(), other.casefold()) for other in others)
    )


def _days(article: Article, post: Post) -> frozenset[str]:
    """Days near either, and the years of both: whoever writes «завтра» out adds nothing."""
    moments = (article.published_at, post.sent_at)
    near = (day_key(moment + timedelta(days=by)) for moment in moments for by in _NEAR_DAYS)
    return frozenset((*near, *(f"d:{moment.year}" for moment in moments)))


def _lacking(side: Facts, others: Sequence[Facts], days: frozenset[str]) -> tuple[str, ...]:
    """The numbers, dates and names of one side that the others lack, in order."""
    told = (one for one in side.tally if _tells(one, days) and not any(other.has_figure(one) for other in others))
    figures = ((one.term.start, said(side.text, one)) for one in each_once(told))
    types = (
        (one.start, side.text[one.start : one.end])
        for one in side.models
        if not any(other.has_model(one) for other in others)
    )
    found = sorted((*figures, *types, *_names(side, others)))
    return tuple(dict.fromkeys(words for _, words in found))


def _tells(figure: Told, days: frozenset[str]) -> bool:
    """Whether a number is more than what stands everywhere."""
    if figure.amount in days:
        return False
    return figure.amount[0] == "t" or is_telling(figure.term) or (figure.is_small and figure.of_losses)


def _names(side: Facts, others: Sequence[Facts]) -> Iterator[tuple[int, str]]:
    """Where a name begins, and the name."""
    told: set[tuple[str, ...]] = set()
    known = {one.which for other in others for one in named_in(other.text)}
    named = named_in(side.text)
    seen: set[tuple[str, ...]] = set()
    for phrase in phrases(side.text, [term for term in side.terms if _may_be_named(side.text, term)]):
        wanted = _wanted(side.text, phrase)
        words, keys = tuple(map(side.word, wanted)), tuple(term.key for term in wanted)
        if words in seen or keys in told or not any(_is_named(side.text, term) for term in phrase):
            continue
        seen.add(words)
        meant = [one for one in named if one.which in known]
        if not all(_stands_in(others, term, side) or _lies_in(meant, term) for term in wanted):
            told.add(keys)
            known |= {one.which for one in named if any(map(one.has, wanted))}  # told under each name once
            yield phrase[0].start, " ".join(side.text[phrase[0].start : phrase[-1].end].removesuffix("ʼs").split())


def _stands_in(others: Sequence[Facts], term: Term, side: Facts) -> bool:
    return any(other.has_name(term, side) for other in others)


def _lies_in(named: Sequence[Named], term: Term) -> bool:
    return any(one.has(term) for one in named)


def _wanted(text: str, phrase: Sequence[Term]) -> Sequence[Term]:
    """What must stand on the other side: the last word of a name, all words of an institution's up to its country.

    «Сумська ОВА» is not «Харківська ОВА».
    """
    own = [term for term in phrase if term.key not in AREAS] or phrase  # «Kharkiv Oblast» is a name by its first word
    if all(text[term.start].isupper() for term in phrase):
        return own if _OF_REGION.fullmatch(text, own[-1].start, own[-1].end) else own[-1:]
    return own[:-1] if len(own) > 1 and text[own[-1].start].isupper() else own


def _may_be_named(text: str, term: Term) -> bool:
    if term.kind in {Kind.NUMBER, Kind.DATE} or _ASIDE.fullmatch(text, term.start, term.end):
        return False
    place = term.start, term.end
    if term.kind is Kind.NAME and is_loud(text, *place):
        return False
    return not is_noise(text, *place) and not is_of_model(text, *place)


def _is_named(text: str, term: Term) -> bool:
    word = text[term.start : term.end]
    if term.kind is Kind.NAME or (term.key[0] == "k" and is_place(term.key[2:]) and has_capital(text, term)):
        return True
    if is_place_itself(word):
        return not (is_word_too(word) and _GOES_ON.match(text, term.end))  # «Суми виплат зросли»
    return (
        word[0].isupper()
        and _IS_LISTED.search(text, max(0, term.start - 2), term.start) is not None
        and (_ANOTHER.match(text, term.end) is not None)
    )

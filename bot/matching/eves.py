"""Whether «напередодні» is yesterday or the eve of something: «Напередодні арешту» may be of any time.

What follows tells: a noun in the genitive, perhaps after adjectives. It is told by its ending beside its dictionary
form, as «арешту» and «раду» end alike, and only where that is clear.
"""

import re

from bot.language.lemmas import lemma

EVE = r"напередодні|накануне"
_OCCASIONS = re.compile(
    r"(?:свят|свята|великодня|пасх[иі]|різдва|(?:нового )?року|дня|праздник(?:а|ов)|рождества|(?:нового )?года"
    r"|виборів|сам?міту|зустрічі|засідання|візиту|переговорів|матчу|параду|річниці|сезону|зими|голосування|форуму|суду"
    r"|выборов|саммита|встречи|заседания|визита|переговоров|матча|парада|годовщины|зимы|голосования|суда)\b",
    re.IGNORECASE,
)
_QUALITIES = re.compile(
    r" (?:(?!(?:його|нього|цього|того|его|этого|кого)\b)\w+(?:ого|ої|его|[иы]х|ой) |\d+-\w+ ){0,2}", re.IGNORECASE
)
_OF_WOMEN = re.compile(r" \w+ої\b")
_NOUN = re.compile(r"(?!(?:мене|тебе|себе|йому|меня|тебя|себя|ему|них)\b)([а-яіїєґёʼ]{4,})\b(?: (\w+))?")
_VOWELS = "аеєиіїоуюяыэ"
_SOMEBODY = re.compile(  # «Накануне мэра уволили»: the accusative of whoever lives is the genitive
    r"(?:ник|тель|[аи]нт|ент|[ео]р|эр|[ая]р|арь|[иі]ст|[еє]?ц[ьй]?|[иі]н|ач|ік|ал|ич|лов[еі]к|враг|ворог)$"
)
_OF_MANY = re.compile(r"(?:ли|ть|лись|лися|ться|ются)$")  # «Напередодні атаки тривали»: they are the subject
_OF_NONE = ("було", "было", "не", "стало")  # «Напередодні затримок було більше»


def is_yesterday(text: str, end: int) -> bool:
    """Whether «напередодні» that ends there stands alone."""
    qualities = _QUALITIES.match(text, end)
    if qualities is None:  # punctuation follows
        return True
    if _OF_WOMEN.match(text, end) or _OCCASIONS.match(text, qualities.end()):
        return False
    noun = _NOUN.match(text, qualities.end())
    language = "uk" if text[end - 1] in "іІ" else "ru"
    return noun is None or not _is_genitive(noun[1], lemma(noun[1], language), noun[2] or "")


def _is_genitive(word: str, plain: str, following: str) -> bool:
    if plain == word:
        return word.endswith(("ення", "ання", "яння", "ття"))
    if plain.endswith(("ти", "тися", "ть", "ться", "ий", "ій", "ый")):  # a verb, or a quality
        return False
    if word[-1] in "аяиіїы" and _OF_MANY.search(following):
        return False
    return _is_of_one(word, plain) or _is_of_many(word, plain, following)


def _is_of_one(word: str, plain: str) -> bool:
    if plain[-1] in "ая":
        return word[-1] in "иіїы"
    if plain[-1] in "ое":
        return word[-1] in "ая"
    if plain[-1] in _VOWELS:
        return False
    if word[-1] in "ая":
        return not _SOMEBODY.search(plain)
    return (word[-1] in "ую" and not word.endswith(("ью", "ччю"))) or (plain[-1] == "ь" and word[-1] == "и")


def _is_of_many(word: str, plain: str, following: str) -> bool:
    if plain[-1] in _VOWELS and word[-1] == plain[-2]:  # «затримок», «роковин»
        return following not in _OF_NONE
    return word.endswith(("ів", "їв", "ов", "ев"))

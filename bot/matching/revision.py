"""A revision of a post as it is compared with another: its sentences, read, without what is only form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.language import normalise
from bot.language.sentences import sentence_ends
from bot.language.terms import Term, read_terms
from bot.matching.amounts import Figure, read_figures
from bot.matching.bounds import bound_of
from bot.matching.naming import is_name
from bot.matching.negating import NEGATIONS
from bot.matching.wording import Word, read_words

_MOST = 60  # sentences that are told apart; what follows them counts as one
_FEWEST_WORDS = 2  # fewer say nothing, «Фото:», unless they are a name
_HOUSEKEEPING = re.compile(
    r"@\w{4,}|підпи[сш]|подпи[сш]|subscribe|follow us|надісла\w+ новин|прислать новост"
    r"|\b(дяку[юєї]|щиро вдячн|спасибо|благодар|thank|бережіть себе|берегите себя|слава україні|glory to)",
    re.IGNORECASE,
)
_GLORY = "україні|украине|ukraine|нації|богу|зсу|збройним|силам|нашим|the|геро|heroes|воїн|воин|захисн|защитн|оборонц"
_GREETED = "ранок|ранку|дня|вечора|ночі|вихідних|утра|вечера|ночи|morning|night"
_MOTTO = re.compile(
    rf"(?:(?:слава|glory to) (?:{_GLORY})\w*(?: \w+){{0,3}}|героям слава|смерть (?:ворогам|врагам)"
    r"|разом (?:ми сила|переможемо|до перемоги)|вместе победим|вс[ео] буде україна|тримаймося|працюємо далі"
    rf"|(?:добр|гарн|мирн|спокійн|тих|хорош|спокойн|good)\w* (?:{_GREETED}))[!.… ]*",
    re.IGNORECASE,
)
_CONDOLENCE = re.compile(
    r"\b(?:співчу[тв]|соболезн|condolenc|вічна памʼять|вечная память|rest in peace)", re.IGNORECASE
)
_FACTS = frozenset({"k:killed", "k:wounded", "k:attack", "k:strike", "k:hit", "k:damage", "k:ruin"})
_LINK = re.compile(
    r"\s?\(?(?<![\w@.-])(?:https?://|www\.|t\.me/|(?:[a-z\d-]+\.)+[a-z]{2,}/)[^\s)]*[^\s).,!?;:…»]\)?", re.IGNORECASE
)
_HASHTAGS = re.compile(r"(?:^|(?<=[.!?…»]))(?: *#\w+)+ *$", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d{1,2})(?:[.)] |\u20e3 ?)(?!\d)", re.MULTILINE)
_KEYCAP = re.compile("(?<=\\d)\u20e3")  # 1️⃣5️⃣ is fifteen


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words, how they are compared, and what they speak of."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    terms: tuple[Term, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Numbers and dates."""
        return read_figures(self.words, self.terms)

    @cached_property
    def names(self) -> tuple[Term, ...]:
        """Names and places."""
        return tuple(one for one in self.terms if is_name(self.text, one.start, self.text[one.start : one.end]))

    @cached_property
    def denying(self) -> list[int]:
        """The places of words that deny; «не менше 5» denies nothing, it says how many at least."""
        bounds = (bound_of(self.text, word) for word in self.words if word.is_figure or word.is_one)
        of_bounds = {bound.start for bound in bounds if bound is not None}
        return [at for at, key in enumerate(self.keys) if key in NEGATIONS and self.words[at].start not in of_bounds]

    @property
    def negations(self) -> int:
        """How many words deny."""
        return len(self.denying)

    @property
    def is_label(self) -> bool:
        """Whether it is but one name: «Суми.»"""
        return len(self.words) == len(self.names) == 1

    @property
    def is_housekeeping(self) -> bool:
        """Whether nobody misses it: mottos, thanks and appeals, unless these tell of the dead or name a number."""
        if not self.terms or len(self.words) < _FEWEST_WORDS:
            return not self.names
        if _MOTTO.fullmatch(self.text) or (_CONDOLENCE.search(self.text) and not self.names and not self.figures):
            return True
        tells = self.figures or any(term.key in _FACTS for term in self.terms)
        return not tells and _HOUSEKEEPING.search(self.text) is not None

    def within(self, words: Sequence[Word]) -> list[Term]:
        """The terms that words which follow each other are part of."""
        if not words:
            return []
        return [term for term in self.terms if term.start < words[-1].end and words[0].start < term.end]

    def figures_within(self, words: Sequence[Word]) -> list[Figure]:
        """The figures that words which follow each other are part of, their units among them."""
        if not words:
            return []
        start, end = words[0].start, words[-1].end
        return [one for one in self.figures if one.measure.start < end and start < one.measure.end]


def without_form(text: str) -> str:
    """A normalised text without links, hashtags that stand by themselves, and the numbers of a numbered list."""
    numbers = [int(found[1]) for found in _NUMBERED.finditer(text)]
    if len(numbers) > 1 and numbers[0] == 1 and all(one < two for one, two in pairwise(numbers)):
        text = _NUMBERED.sub("", text)
    return _KEYCAP.sub("", _HASHTAGS.sub("", _LINK.sub("", text)))


def links_of(text: str) -> tuple[str, ...]:
    """The links of a text, and the hashtags that stand by themselves: what `without_form` leaves out."""
    text = normalise(text)
    return tuple(found.strip() for form in (_LINK, _HASHTAGS) for found in form.findall(text))


def read_revision(text: str, language: str | None) -> list[Sentence]:
    """The sentences of a text that have words."""
    text = without_form(normalise(text))
    ends = sentence_ends(text)[:_MOST]
    pieces = (text[start:end].strip() for start, end in zip((0, *ends), (*ends, len(text)), strict=True))
    return [sentence for piece in pieces if (sentence := read_sentence(piece, language)).words]


def read_sentence(text: str, language: str | None) -> Sentence:
    """One sentence of a normalised text."""
    words = read_words(text)
    return Sentence(text, words, tuple(map(_key, words)), tuple(read_terms(text, language)))


def _key(word: Word) -> str:
    """How a word is compared: a number with its sign and its units."""
    if word.measure is None:
        return word.key
    return f"{word.key} {word.measure.sign} {word.measure.scale} {sorted(word.measure.units)}"

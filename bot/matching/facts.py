"""What one side of a comparison has: its numbers, models and names, and whether another side's are among them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.language.terms import Kind, Term, read_terms
from bot.matching.namesakes import forms, is_of_place, keys_of_village, same_script
from bot.matching.noise import Model, is_loud, is_noise, models
from bot.matching.reading import read_article, read_post
from bot.matching.tally import Told, tally
from storage.records import Article, Channel, Post

AREAS = frozenset(("k:region", "k:district", "k:community", "k:direction"))
_NEAR = 2  # terms: «Сумської та Харківської областей»


@dataclass(frozen=True)
class Facts:
    """A text or a part of one; its language is None where it is a list of names in several."""

    text: str
    language: str | None
    terms: Sequence[Term]

    @cached_property
    def tally(self) -> Sequence[Told]:
        """Numbers and dates."""
        return tally(self.text, self.terms)

    @cached_property
    def models(self) -> Sequence[Model]:
        """Those that words of this part belong to."""
        starts = sorted(term.start for term in self.terms)
        return [one for one in models(self.text) if bisect_left(starts, one.start) < bisect_left(starts, one.end)]

    def has_figure(self, figure: Told) -> bool:
        """Whether a number or a date stands here."""
        there = self._figures
        return any(figure.is_same(one) for key in {figure.amount, figure.hour} for one in there.get(key, ()))

    @cached_property
    def _figures(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {}
        for one in self.tally:
            for key in {one.amount, one.hour}:
                found.setdefault(key, []).append(one)
        return found

    def has_model(self, model: Model) -> bool:
        """Whether a model is named here."""
        return any(model.is_same(one) for one in models(self.text))

    def has_name(self, term: Term, of: "Facts") -> bool:
        """Whether a word of another text stands here, by its sound; by its letters too within one language."""
        there = self._words.get(term.key, ())
        if not there and self._has_made_of(of.word(term), term.key):
            return True
        if term.key[0] != "x" or self.language is None or self.language != of.language:
            return bool(there)
        comparable = [one for one in there if same_script(of.text[term.start], self.text[one.start])]
        if there and not comparable:
            return True
        # What is made of a place has its sound, «Лиман» and «Лиманський»; there only letters are to tell.
        wanted = forms(of.word(term), of_place=True)
        is_there = any(not wanted.isdisjoint(forms(self.word(one), of_place=True)) for one in comparable)
        return is_there or not of.forms_of(term).isdisjoint(self._names)

    def _has_made_of(self, word: str, key: str) -> bool:
        """Whether a village in Latin letters stands for what is made of it in Cyrillic, here or there."""
        if is_of_place(word) and key in self._villages:
            return True
        made = (self.word(one) for known in keys_of_village(word) for one in self._words.get(known, ()))
        return any(map(is_of_place, made))

    def agrees(self, term: Term, of: "Facts") -> bool:
        """Whether a word with a capital stands here with one too, and is a name in either: «малюк» is nobody's."""
        there = [one for one in self._words.get(term.key, ()) if self.text[one.start].isupper()]
        is_name = of.is_name(term) or any(map(self.is_name, there))
        return bool(there) and is_name and self.has_name(term, of)

    def is_name(self, term: Term) -> bool:
        """Whether a word has its capital for itself alone."""
        return term.kind is Kind.NAME and not self.is_mute(term)

    def is_mute(self, term: Term) -> bool:
        """Whether a word stands in a link, in a line of capitals or the like."""
        return is_noise(self.text, term.start, term.end) or is_loud(self.text, term.start, term.end)

    def word(self, term: Term) -> str:
        """A term as it is written."""
        return self.text[term.start : term.end]

    def forms_of(self, term: Term) -> frozenset[str]:
        """What a name may come down to."""
        return forms(self.word(term), of_place=term.start in self._of_places)

    @cached_property
    def _words(self) -> dict[str, list[Term]]:
        """The terms of each key, each way of writing it once."""
        first: dict[tuple[str, str, bool], Term] = {}
        for term in self.terms:
            first.setdefault((term.key, self.word(term), self.is_name(term)), term)
        found: dict[str, list[Term]] = {}
        for term in first.values():
            found.setdefault(term.key, []).append(term)
        return found

    @cached_property
    def _names(self) -> frozenset[str]:
        """What the words with a capital come down to: «Ріг» and «Розі» share no sound."""
        capitals = (term for term in self.terms if term.key[0] == "x" and self.text[term.start].isupper())
        return frozenset(form for term in capitals for form in self.forms_of(term))

    @cached_property
    def _villages(self) -> frozenset[str]:
        """The keys of what is made of the villages that stand here in Latin letters."""
        return frozenset(key for term in self.terms for key in keys_of_village(self.word(term)))

    @cached_property
    def _of_places(self) -> frozenset[int]:
        """Where words stand that have a region or a district after them."""
        return frozenset(
            before.start
            for at, term in enumerate(self.terms)
            if term.key in AREAS
            for before in self.terms[max(0, at - _NEAR) : at]
        )


def of_post(post: Post) -> Facts:
    """A post as a whole."""
    return _of_text(post.text, post.language)


@lru_cache(maxsize=256)  # each post of a card is held against what the others have
def _of_text(text: str, language: str | None) -> Facts:
    return Facts(text, language, read_post(text, language).terms)


@lru_cache(maxsize=16)
def of_article(article: Article) -> tuple[Facts, Facts]:
    """The news of an article, and all of it but what is furniture."""
    read = read_article(article)
    whole = (*read.head.terms, *read.news.terms, *(term for part in read.body for term in part.reading.terms))
    return Facts(read.text, article.language, read.news.terms), Facts(read.text, article.language, whole)


def of_source(channel: Channel, site: str, language: str | None) -> Facts:
    """The names of who speaks and who writes."""
    names = " ".join((channel.title, channel.spec.username or "", *channel.spec.aliases, site))
    return Facts(names, None, read_terms(names, language))

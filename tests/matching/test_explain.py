from dataclasses import replace
from gettext import NullTranslations

import pytest

from bot.matching import reason
from bot.matching.explain import lag
from storage.records import (
    ArticleId,
    Band,
    Change,
    Evidence,
    Fidelity,
    PostId,
    Quotation,
    Relation,
    Span,
    Verdict,
)

ENGLISH = NullTranslations()
SPAN = Span(post_start=0, post_end=40, article_start=9, article_end=49, words=9, quoted=True)


def verdict(evidence: Evidence, *, band: Band = Band.MATCHED, relation: Relation = Relation.REPORTS) -> Verdict:
    return Verdict(
        post_id=PostId(1), article_id=ArticleId(2), relation=relation, band=band, score=0.9, evidence=evidence
    )


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (
            Evidence(spans=(SPAN, SPAN), sentences=2, lag_seconds=41 * 60),
            "quotes 2 sentences word for word, 41 minutes later",
        ),
        (Evidence(spans=(replace(SPAN, quoted=False),)), "repeats 9 words in a row"),
        (Evidence(link=True, attribution="генерал Дзюбанюк"), "links to the post, names the source (генерал Дзюбанюк)"),
        (Evidence(numbers=("97", "2 400"), lag_seconds=60), "retells it, same numbers: 97, 2 400, 1 minute later"),
        (Evidence(), "retells it"),
    ],
)
def test_the_strongest_comes_first(evidence: Evidence, expected: str) -> None:
    assert reason(verdict(evidence), ENGLISH) == expected


def test_a_mention_in_the_background_says_so_first() -> None:
    found = reason(verdict(Evidence(link=True, lag_seconds=3 * 86400), relation=Relation.BACKGROUND), ENGLISH)
    assert found == "only recalls it in the background, links to the post, 3 days later"


def test_an_altered_quotation_comes_before_the_background_it_stands_in():
    evidence = Evidence(quotations=(quotation(Change(post="12", article="21", telling=True)),))
    found = reason(verdict(evidence, relation=Relation.BACKGROUND), ENGLISH)
    assert found == "⚠️ quote altered: 12 → 21, only recalls it in the background"


def test_a_brief_reason_has_no_lists() -> None:
    evidence = Evidence(spans=(SPAN,), sentences=1, attribution="генерал Дзюбанюк", numbers=("97",), lag_seconds=2460)
    found = reason(verdict(evidence), ENGLISH, brief=True)
    assert found == "quotes 1 sentence word for word, names the source, 41 minutes later"


def test_what_speaks_against_is_shown_where_unsure() -> None:
    evidence = Evidence(numbers_clash=("103",), names_clash=("Бреді",))
    assert (
        reason(verdict(evidence, band=Band.PROBABLE), ENGLISH) == "retells it, other numbers: 103, other names: Бреді"
    )
    assert reason(verdict(evidence), ENGLISH) == "retells it"


def test_every_word_goes_through_the_catalogue() -> None:
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper().replace("(WORDS)S", "(words)s")

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return (msgid1 if n == 1 else msgid2).upper().replace("(COUNT)D", "(count)d")

    evidence = Evidence(link=True, spans=(SPAN,), attribution="МЕР", lag_seconds=7200)
    found = reason(verdict(evidence), Shouting())
    assert found == found.upper()


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-300, "before the post"),
        (59, "less than a minute later"),
        (119, "1 minute later"),
        (2 * 3600 + 5 * 60, "2 h 5 min later"),
        (3600, "1 hour later"),
        (47 * 3600, "47 hours later"),
        (2 * 86400, "2 days later"),
    ],
)
def test_lags(seconds: int, expected: str) -> None:
    assert lag(seconds, ENGLISH) == expected


def quotation(*changes: Change, fidelity: Fidelity = Fidelity.ALTERED) -> Quotation:
    return Quotation(article_start=0, article_end=9, fidelity=fidelity, changes=changes)


@pytest.mark.parametrize(
    ("quotations", "expected"),
    [
        (
            (quotation(Change(post="117", article="171", telling=True)),),
            "⚠️ quote altered: 117 → 171, quotes 1 sentence word for word",
        ),
        (
            (quotation(Change(post="паперів", article="звітів"), Change(post="", article="не")),),
            "reworded in a quote: паперів → звітів; ∅ → не, quotes 1 sentence word for word",
        ),
        ((quotation(fidelity=Fidelity.TRANSLATED),), "quotes 1 sentence word for word"),
        ((quotation(fidelity=Fidelity.EXACT),), "quotes 1 sentence word for word"),
        (
            (quotation(fidelity=Fidelity.MISSING),),
            "quotes 1 sentence word for word, 1 quotation is not in the post",
        ),
    ],
)
def test_what_is_altered_in_quotations_comes_before_all(quotations: tuple[Quotation, ...], expected: str) -> None:
    evidence = Evidence(spans=(SPAN,), sentences=1, quotations=quotations)
    assert reason(verdict(evidence), ENGLISH) == expected


def test_an_alert_names_altered_numbers_too() -> None:
    evidence = Evidence(quotations=(quotation(Change(post="117", article="171", telling=True)),))
    assert reason(verdict(evidence), ENGLISH, brief=True).startswith("⚠️ quote altered: 117 → 171")

"""Which wording of an edited post an article is held against. Invented people."""

from datetime import timedelta

import pytest

from bot.matching import judge
from bot.matching.wordings import as_read_by
from storage.records import Article, Fidelity, Post, Wording
from tests.alerts.scenes import NOON, article, channel, post

MINUTE = timedelta(minutes=1)
FIRST = "Домовилися з міністром Вільгельмсеном: перша партія з дванадцяти ракет надійде до кінця тижня."
SECOND = FIRST.replace("дванадцяти", "двадцяти")
THIRD = SECOND.replace("Вільгельмсеном", "Ольсеном")


def edited(*wordings: str) -> Post:
    """A post that was edited an hour after it was published, and then each hour again."""
    *before, now = wordings
    earlier = (Wording(original=one, until=NOON + hours * 60 * MINUTE) for hours, one in enumerate(before, start=1))
    return post(now, sent_at=NOON, earlier=tuple(earlier), revision=len(before))


def quoting(text: str, *, published: int, read: int | None = None) -> Article:
    """An article that quotes a text, published and last read so many minutes after the post."""
    return article(
        title="Перша партія ракет надійде цього тижня",
        text=f"«{text}», – йдеться в дописі.",
        published_at=NOON + published * MINUTE,
        fetched_at=NOON + (read or published) * MINUTE,
    )


@pytest.mark.parametrize(
    ("written", "wording", "superseded"),
    [
        (quoting(FIRST, published=20), FIRST, True),
        (quoting(FIRST, published=65), FIRST, True),  # from what the author had before him
        (quoting(SECOND, published=20, read=90), SECOND, True),  # mended by the site
        (quoting(THIRD, published=20, read=150), THIRD, False),
        (quoting("Усе чули", published=20, read=150), FIRST, True),
        (quoting("Усе чули", published=65), SECOND, True),
        (quoting("Усе чули", published=130), THIRD, False),
    ],
)
def test_an_article_is_held_against_the_wording_that_it_was_written_from(
    written: Article, wording: str, superseded: bool
) -> None:
    read = as_read_by(written, edited(FIRST, SECOND, THIRD))
    assert (read.original, read.superseded) == (wording, superseded)


def test_no_article_was_written_from_a_wording_that_came_after_it_was_read() -> None:
    read = as_read_by(quoting(SECOND, published=20), edited(FIRST, SECOND))
    assert read.original == FIRST


def test_an_edit_that_changes_no_substance_supersedes_nothing() -> None:
    read = as_read_by(quoting(FIRST, published=20), edited(FIRST, FIRST.replace("Домовилися", "Домовились")))
    assert not read.superseded


def test_a_quotation_of_an_earlier_wording_is_exact_and_one_that_differed_then_is_altered() -> None:
    changed = edited(FIRST, SECOND)
    (rightly,) = judge(quoting(FIRST, published=20), [(changed, channel())])
    (wrongly,) = judge(quoting(SECOND, published=20), [(changed, channel())])
    assert [one.fidelity for one in rightly.evidence.quotations] == [Fidelity.EXACT]
    assert [one.fidelity for one in wrongly.evidence.quotations] == [Fidelity.ALTERED]
    assert rightly.evidence.superseded

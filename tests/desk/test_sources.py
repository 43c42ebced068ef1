"""What a source card says of one post behind an article."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.post import Reader
from bot.desk.cards import articles_card, post_card, source_card
from bot.matching import article_text
from storage.records import (
    ArticleAccess,
    Band,
    Change,
    Evidence,
    Fidelity,
    Post,
    PostId,
    Quotation,
    Relation,
    Source,
    Wording,
)
from tests.alerts.scenes import NOON, article, channel, mention, post, standing

READER = Reader(language="uk", timezone="Europe/Kyiv", now=NOON)
TOLD = post("Збито 97 дронів. Міст не пошкоджено, рух триває.")
TITLE = "Нічна атака"
TEXT = "«Збито 117 дронів», – каже мер. «Міст не пошкоджено», – додав він. «Усе горіло», – розповів Назар Вільшанський."


def quotation(words: str, fidelity: Fidelity, *changes: Change) -> Quotation:
    start = article_text(article(title=TITLE, text=TEXT)).index(words)
    return Quotation(article_start=start, article_end=start + len(words), fidelity=fidelity, changes=changes)


def card(**changes: object) -> str:
    evidence = Evidence(
        quotations=(
            quotation("Збито 117 дронів", Fidelity.ALTERED, Change(post="97", article="117", telling=True)),
            quotation("Міст не пошкоджено", Fidelity.EXACT),
            quotation("Усе горіло", Fidelity.MISSING),
        )
    )
    verdict = mention(evidence=evidence).verdict
    written = article(title=TITLE, text=TEXT, **changes)
    return source_card(written, [Source(verdict=verdict, post=TOLD, channel=channel())], READER).text


def test_each_quotation_is_shown_with_its_state():
    lines = card().split("\n")
    assert "⚠️ змінено (97 → 117): «Збито 117 дронів»" in lines
    assert "✅ дослівно: «Міст не пошкоджено»" in lines
    assert "❔ у дописі такого немає: «Усе горіло»" in lines


def test_a_quotation_that_was_not_compared_is_called_so_calmly():
    evidence = Evidence(quotations=(quotation("Міст не пошкоджено", Fidelity.UNCOMPARED),))
    assert "🌐 іншою мовою, не порівняно: «Міст не пошкоджено»" in written_from(TOLD, evidence=evidence, text=TEXT)
    verdict = mention(evidence=evidence).verdict
    english = source_card(
        article(title=TITLE, text=TEXT),
        [Source(verdict=verdict, post=TOLD, channel=channel())],
        replace(READER, language="en"),
    ).text
    assert "🌐 in another language, not compared: “Міст не пошкоджено”" in english.split("\n")


def test_what_the_article_adds_and_leaves_out_is_shown():
    lines = card().split("\n")
    assert "➕ Додає: 117 дронів, «Назар Вільшанський»" in lines
    assert "➖ Не згадує: 97 дронів" in lines


def written_from(*posts: Post, evidence: Evidence | None = None, **changes: object) -> list[str]:
    """The lines of the card of an article that was written from posts."""
    found = evidence or Evidence()
    verdict = mention(evidence=found).verdict
    sources = [Source(verdict=replace(verdict, post_id=one.id), post=one, channel=channel()) for one in posts]
    return source_card(article(**{"title": TITLE} | changes), sources, READER).text.split("\n")


def test_altered_quotations_are_not_hidden_behind_those_of_other_people():
    spoken = ("Я тут живу сорок років", "Вода підходить щовесни", "Дамбу вже обіцяли", "Гроші лежать", "Ми не чекаємо")
    text = ". ".join(f"«{words}»" for words in spoken)
    whole = article_text(article(title=TITLE, text=text))
    changes = {2: (Change(post="дамби", article="дамбу"),), 4: (Change(post="", article="не чекаємо", telling=True),)}
    found = [
        Quotation(
            article_start=whole.index(words),
            article_end=whole.index(words) + len(words),
            fidelity=Fidelity.ALTERED if number in changes else Fidelity.EXACT if number == 3 else Fidelity.MISSING,
            changes=changes.get(number, ()),
        )
        for number, words in enumerate(spoken)
    ]
    lines = written_from(TOLD, evidence=Evidence(quotations=tuple(found)), text=text)
    marks = [line[0] for line in lines if ": «" in line]
    assert marks == ["⚠", "✏", "✅", "❔"]
    assert "… і ще 1 цитата" in lines


def test_a_run_without_quotation_marks_is_called_so():
    text = "Мер каже, що міст не пошкоджено і рух триває."
    start = article_text(article(title=TITLE, text=text)).index("міст")
    found = Quotation(article_start=start, article_end=start + 18, fidelity=Fidelity.EXACT)
    lines = written_from(TOLD, evidence=Evidence(quotations=(found,)), text=text)
    assert "✅ дослівно, але без лапок: «міст не пошкоджено»" in lines


def test_english_cards_have_english_quotation_marks():
    evidence = Evidence(quotations=(quotation("Міст не пошкоджено", Fidelity.EXACT),))
    source = Source(verdict=mention(evidence=evidence).verdict, post=TOLD, channel=channel())
    written = article(title=TITLE, text=TEXT)
    assert (
        "✅ word for word: “Міст не пошкоджено”" in source_card(written, [source], replace(READER, language="en")).text
    )


def test_a_post_that_was_deleted_says_so_on_every_card():
    gone = replace(TOLD, deleted_at=NOON + timedelta(minutes=10))
    assert any(" · видалено" in line for line in written_from(gone, text=TEXT))
    assert post_card(standing(post=gone), READER).buttons == ()


def test_an_article_is_held_against_the_wording_it_was_written_from():
    first = "Збито 117 дронів. Міст не пошкоджено, рух триває."
    wording = Wording(original=first, until=NOON + timedelta(hours=1))
    edited = replace(TOLD, revision=1, edited_at=wording.until, earlier=(wording,))
    lines = written_from(edited, text="Збито 117 дронів, міст не пошкоджено, рух триває.")
    assert any(" · змінено, 15:05" in line for line in lines)
    assert any(line.startswith("⚠️ Змінено по суті: 117") for line in lines)
    assert not any(line.startswith(("➕", "➖")) for line in lines)


@pytest.mark.parametrize("access", [ArticleAccess.SUMMARY, ArticleAccess.PENDING])
def test_what_a_text_leaves_out_is_not_told_where_nobody_has_read_it(access: ArticleAccess):
    assert not any(line.startswith("➖") for line in written_from(TOLD, access=access))
    assert any(line.startswith("➖") for line in written_from(TOLD))


def test_what_another_post_of_the_card_has_is_not_added():
    other = replace(TOLD, id=PostId(13), text="Поранено 30 людей.", original="Поранено 30 людей.")
    text = "Збито 97 дронів, поранено 30 людей. Потрібні 400 ліжок."
    assert [line for line in written_from(TOLD, other, text=text) if line.startswith("➕")] == [
        "➕ Додає: 400 ліжок"
    ] * 2


def test_of_a_copy_no_places_in_its_text_are_claimed():
    assert "дослівно: «" not in card(id=9)


def test_the_articles_of_a_post_stand_in_order_of_publication_and_who_was_first_is_marked():
    mentions = (mention(1, band=Band.PROBABLE), mention(2), mention(3, relation=Relation.BACKGROUND), mention(4))
    lines = articles_card(standing(mentions=mentions), READER).text.split("\n")
    told = [line for line in lines if "частина" in line]
    assert [line[-1] for line in told] == ["1", "2", "4", "3"]
    assert [line.startswith("🥇 перші ") for line in told] == [False, True, False, False]

"""What a source card says of one post behind an article."""

from bot.alerts.post import Reader
from bot.desk.cards import articles_card, source_card
from bot.matching import article_text
from storage.records import Band, Change, Evidence, Fidelity, Quotation, Relation, Source
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


def test_what_the_article_adds_and_leaves_out_is_shown():
    lines = card().split("\n")
    assert "➕ Додає: 117, Назар Вільшанський" in lines
    assert "➖ Не згадує: 97" in lines


def test_of_a_copy_no_places_in_its_text_are_claimed():
    assert "дослівно: «" not in card(id=9)


def test_the_articles_of_a_post_stand_in_order_of_publication_and_who_was_first_is_marked():
    mentions = (mention(1, band=Band.PROBABLE), mention(2), mention(3, relation=Relation.BACKGROUND), mention(4))
    lines = articles_card(standing(mentions=mentions), READER).text.split("\n")
    told = [line for line in lines if "частина" in line]
    assert [line[-1] for line in told] == ["1", "2", "4", "3"]
    assert [line.startswith("🥇 перші ") for line in told] == [False, True, False, False]

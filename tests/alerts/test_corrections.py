"""Corrections to copy: marks that pair, full stops where they belong, and an apostrophe that is printed."""

import pytest

from bot.alerts.corrections import deleted_draft, edited_draft

CHANGES = (("40 тисяч", "60 тисяч"),)


def was(sentence: str, language: str = "uk") -> str:
    """The last sentence of a draft."""
    draft = edited_draft(language, "Громада", CHANGES, sentence)
    return draft.partition("матеріалу було: ")[2] or draft.partition("article said: ")[2]


def test_a_draft_tells_of_what_was_changed() -> None:
    assert edited_draft("uk", "Остап Громико | Голова", CHANGES, "") == (
        "Уточнення. У дописі каналу «Остап Громико | Голова» після публікації цього матеріалу "
        "«40 тисяч» виправлено на «60 тисяч»."
    )


def test_marks_that_end_a_clause_and_changes_without_words_are_left_out() -> None:
    assert edited_draft("uk", "Громада", [("5,", "7;"), ("", ".")], "") == (
        "Уточнення. У дописі каналу «Громада» після публікації цього матеріалу «5» виправлено на «7»."
    )


@pytest.mark.parametrize(
    ("language", "draft"),
    [
        ("uk", "Уточнення. У дописі каналу «Громада» після публікації цього матеріалу вилучено «Рух перекрито»."),
        ("ru", "Уточнение. В посте канала «Громада» после публикации этого материала удалено «Рух перекрито»."),
        ("en", "Correction. After this article was published, Громада edited its post: “Рух перекрито” was removed."),
    ],
)
def test_where_no_words_were_changed_it_tells_of_sentences(language: str, draft: str) -> None:
    assert edited_draft(language, "Громада", [("Рух перекрито.", "")], "") == draft


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ракети надійдуть до пʼятниці.", "«Ракети надійдуть до пʼятниці»."),
        (
            "Домовилися про ракети до пʼятниці», – написав головнокомандувач.",
            "«Домовилися про ракети до пʼятниці, – написав головнокомандувач».",
        ),
        ("«Ракети надійдуть», – написав він.", "«„Ракети надійдуть“, – написав він»."),
        ('"Ракети надійдуть", – пише „Вісник“.', "«„Ракети надійдуть“, – пише „Вісник“»."),
        ("Чи надійдуть ракети?", "«Чи надійдуть ракети?»"),
        ("Ракети надійдуть до…", "«Ракети надійдуть до…»"),
    ],
)
def test_the_marks_of_a_sentence_are_the_inner_ones_and_pair(sentence: str, told: str) -> None:
    assert was(sentence) == told


def test_an_english_full_stop_stands_within_the_marks() -> None:
    assert was('"Missiles will come," he wrote.', "en") == "“‘Missiles will come,’ he wrote.”"


def test_a_draft_of_a_deletion_names_the_channel_within_marks() -> None:
    told = "Оновлення. Допис каналу «Громада „Лебедин“», на який посилається цей матеріал, видалено."
    assert deleted_draft("uk", "Громада «Лебедин»") == told

"""The catalogues hold what the code says, whole and with the same blanks."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot
from bot.texts.catalogues import FOLDER, LANGUAGES, spoken, words

KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
BLANK = re.compile(r"\{\w*\}|%\(\w+\)[ds]")


@cache
def said() -> frozenset[str]:
    """Every message of the code, by its singular."""
    found = extract_from_dir(Path(bot.__file__).parent, [("**.py", "python")], keywords=KEYWORDS)
    return frozenset(singular(message) for _, _, message, _, _ in found)


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def singular(message_id: object) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def test_every_message_of_the_code_is_in_ukrainian():
    held = {singular(message.id): message for message in catalogue("uk") if message.id}
    missing = said() - held.keys()
    empty = {text for text, message in held.items() if not all(forms(message.string))}
    assert not missing
    assert not empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_unused_or_fuzzy(language: str):
    held = [message for message in catalogue(language) if message.id]
    assert [message.id for message in held if message.fuzzy] == []
    assert [message.id for message in held if singular(message.id) not in said()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_blanks_of_the_message(language: str):
    for message in catalogue(language):
        if message.id:
            wanted = sorted(BLANK.findall(singular(message.id)))
            assert all(sorted(BLANK.findall(form)) == wanted for form in forms(message.string)), message.id


def test_ukrainian_has_three_forms_of_number():
    one, few, many = (
        words("uk").ngettext("{count} article", "{count} articles", count).format(count=count) for count in (21, 3, 12)
    )
    assert (one, few, many) == ("21 стаття", "3 статті", "12 статей")


def test_messages_without_an_english_entry_read_as_in_the_code():
    assert words("en").gettext("No article yet") == "No article yet"
    assert words("en").gettext("@name or link [1–3]") == "@name or link [tier 1–3]"
    assert words("en").ngettext("{count} article", "{count} articles", 2) == "{count} articles"


def test_an_unknown_language_reads_as_ukrainian():
    assert words("de").gettext("owner") == "власник"


def test_people_are_spoken_to_in_the_language_of_their_client_if_we_speak_it():
    assert spoken("en-GB", "uk") == "en"
    assert spoken("UK", "en") == "uk"
    assert spoken("pl", "uk") == "uk"
    assert spoken(None, "en") == "en"


def forms(string: object) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)

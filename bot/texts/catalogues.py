"""The words of each language, read straight from its .po file: there is no compiled copy to forget."""

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("uk", "en")
DEFAULT = "uk"
FOLDER = Path(__file__).parent / "locale"


@lru_cache
def words(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; the Ukrainian one where there is none for it.

    The English one holds only what reads differently than in the code, where messages are English.
    """
    known = language if language in LANGUAGES else DEFAULT
    with (FOLDER / f"{known}.po").open("rb") as file:
        catalogue = read_po(file, locale=known)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def spoken(client_language: str | None, default: str) -> str:
    """The language to speak to somebody in whose Telegram client speaks this one."""
    code = (client_language or "").lower().split("-")[0]
    return code if code in LANGUAGES else default

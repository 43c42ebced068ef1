"""Normalising, words, lemmas, search keys and language detection; pure.

Importing it is cheap: dictionaries and the language model load when they are first asked.
"""

from bot.language.detection import detect
from bot.language.keys import (
    keys_asked,
    keys_hinting,
    keys_in_text,
    keys_of,
    keys_of_normalised,
    query_keys,
    search_keys,
    term_keys,
)
from bot.language.lemmas import lemma
from bot.language.normal import APOSTROPHE, normalise, printed
from bot.language.prepared import Prepared, prepare
from bot.language.spelling import spelled_out
from bot.language.words import Token, fold, tokens

__all__ = [
    "APOSTROPHE",
    "Prepared",
    "Token",
    "detect",
    "fold",
    "keys_asked",
    "keys_hinting",
    "keys_in_text",
    "keys_of",
    "keys_of_normalised",
    "lemma",
    "normalise",
    "prepare",
    "printed",
    "query_keys",
    "search_keys",
    "spelled_out",
    "term_keys",
    "tokens",
]

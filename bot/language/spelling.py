"""Hashtags and handles as the words they are made of: #AustralianFires, @realDonaldTrump."""

import re

_LINKS = re.compile(r"\b(?:https?://|www\.|pic\.twitter\.com/|t\.co/|t\.me/)\S+")
_TAGS = re.compile(r"(?<!\w)[#@](\w+)")  # no address of a mailbox
_HUMP = re.compile(r"(?<=[a-zа-яіїєґ\d])(?=[A-ZА-ЯІЇЄҐ])|(?<=[A-ZА-ЯІЇЄҐ])(?=[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ])|_")
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]+")


def spelled_out(text: str) -> str:
    """A normalised text as one would read it aloud: tags as words, without links and pictures."""
    text = _TAGS.sub(lambda tag: f" {_HUMP.sub(' ', tag[1])} ", _LINKS.sub(" ", text))
    return "\n".join(" ".join(line.split()) for line in _PICTURES.sub(" ", text).split("\n")).strip()

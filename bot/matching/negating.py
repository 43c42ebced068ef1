"""What turns a statement into its contrary: «не», "without", and a word with a negating prefix for the word itself."""

from bot.language import fold

NEGATIONS = frozenset(map(fold, ("не", "ні", "нет", "без", "not", "no", "never", "without")))
_PREFIXES = ("не", "un")  # «неконтрольована» for «контрольована»
_SHORTEST = 5  # letters: «небо» is not a «бо» denied


def is_denied(one: str, two: str) -> bool:
    """Whether one word says that the other is not so; folded."""
    short, long = sorted((one, two), key=len)
    return len(short) >= _SHORTEST and any(long == prefix + short for prefix in _PREFIXES)

"""Marks words for the catalogues that are translated only where they are shown."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it, which extraction knows
    """The text itself."""
    return text

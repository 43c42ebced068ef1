"""Builds the dictionaries once, for `make setup`: `python -m bot.language`."""

import sys

from bot.language.dictionaries import build_all, folder


def main() -> int:
    """Build what is missing. A folder that cannot be written costs two seconds at each start, so it is no failure."""
    try:
        build_all(folder())
    except OSError as error:
        sys.stderr.write(f"Dictionaries stay compressed, {folder()} cannot be written: {error}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

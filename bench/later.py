"""What a later labelled set adds to an earlier one: `python -m bench.later EARLIER LATER OUTPUT` writes it as a set.

The posts that the earlier set lacks, among the articles of the earlier one, or among all of the later one. Sets of one
yardstick grow from year to year; what is learned from the earlier one is judged by what came later.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Rows = tuple[list[Row], list[Row], list[Row]]
"""Posts, articles and pairs."""
FILES = ("posts", "articles", "pairs")


def main() -> int:
    """Write the set; 3 where it would be empty."""
    parser = argparse.ArgumentParser(prog="python -m bench.later", description=__doc__)
    for name in ("earlier", "later", "output"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--among-all", action="store_true", help="keep the articles of the later set instead")
    args = parser.parse_args()
    earlier, later = (_read(folder) for folder in (args.earlier, args.later))
    posts, articles, pairs = _among_all(earlier, later) if args.among_all else _added(earlier, later)
    if not pairs:
        print("The later set has no post of its own with an article of the earlier one.")
        return 3
    args.output.mkdir(parents=True, exist_ok=True)
    for name, rows in zip(FILES, (posts, articles, pairs), strict=True):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (args.output / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{args.output}: {len(posts)} posts, {len(articles)} articles, {len(pairs)} pairs")
    return 0


def _read(folder: Path) -> list[list[Row]]:
    texts = ((folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in FILES)
    return [[json.loads(line) for line in text.splitlines() if line.strip()] for text in texts]


def _among_all(earlier: list[list[Row]], later: list[list[Row]]) -> Rows:
    """The posts that the earlier set lacks, as the later set has them."""
    posts = _new(earlier, later)
    pairs = [row for row in later[2] if row["post"] in posts]
    asked = {row["post"] for row in pairs}
    return [post for post in posts.values() if post["id"] in asked], later[1], pairs


def _new(earlier: list[list[Row]], later: list[list[Row]]) -> dict[str, Row]:
    held = {_plain(post["text"]) for post in earlier[0]}
    return {post["id"]: post for post in later[0] if _plain(post["text"]) not in held}


def _added(earlier: list[list[Row]], later: list[list[Row]]) -> Rows:
    """Articles are told by their leads; of several with one lead the one whose title begins the later title."""
    by_lead: dict[str, list[Row]] = {}
    for article in earlier[1]:
        by_lead.setdefault(_plain(article["lead"]), []).append(article)
    same = {article["id"]: _same(article, by_lead.get(_plain(article["lead"]), [])) for article in later[1]}
    posts = _new(earlier, later)
    pairs = [
        row | {"article": same[row["article"]]} for row in later[2] if row["post"] in posts and same[row["article"]]
    ]
    asked = {row["post"] for row in pairs}
    return [post for post in posts.values() if post["id"] in asked], earlier[1], pairs


def _same(article: Row, alike: list[Row]) -> str | None:
    title = _plain(article["title"])
    best = [one for one in alike if title.startswith(_plain(one["title"]))] or alike
    return best[0]["id"] if best else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


if __name__ == "__main__":
    sys.exit(main())

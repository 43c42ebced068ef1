"""Charts as PNG: `python -m bot.charts.drawing`.

Reads lines of JSON, each a chart in words and numbers (`bot.charts.drawer.Chart`), until its input ends. Answers each
with a line that says how many bytes follow, and the picture.
"""

import io
import json
import signal
import sys
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, PercentFormatter

WIDTH, HEIGHT, DOTS = 7.2, 8.6, 150  # inches, and dots of an inch: 1080 wide, as phones show it
NAME_CHARACTERS = 22
TICKS = (1, 5, 15, 30, 60, 120, 360, 1440)  # minutes
COLOURS = ("#c0392b", "#7f8c8d")
HOURS = 24


def draw(chart: dict[str, Any]) -> bytes:
    """The whole picture: posts by channel and hour above, how soon they were written up below."""
    mpl.rcParams["font.family"] = "DejaVu Sans"  # comes with the library and has every letter of ours
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=(3, 2))
    figure.suptitle(chart["title"], fontsize=15, fontweight="bold")
    _hours(above, chart)
    _curves(below, chart)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _hours(axes: Axes, chart: dict[str, Any]) -> None:
    rows = chart["rows"]
    axes.set_title(chart["hours_title"], fontsize=11, loc="left")
    if not rows:
        _nothing(axes, chart["nothing"])
        return
    counts = [row["counts"] for row in rows]
    axes.imshow(counts, aspect="auto", cmap="YlOrRd", vmin=0)
    axes.set_yticks(range(len(rows)), [_short(row["name"]) for row in rows], fontsize=9)
    axes.set_xticks(range(0, HOURS, 3), [f"{hour:02}" for hour in range(0, HOURS, 3)], fontsize=9)
    most = max(max(row) for row in counts)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                colour = "white" if count > 0.6 * most else "#333333"
                axes.text(x, y, str(count), ha="center", va="center", fontsize=7, color=colour)


def _curves(axes: Axes, chart: dict[str, Any]) -> None:
    """The share of posts that were written up within so many minutes; a line for us and one for others."""
    axes.set_title(chart["curves_title"], fontsize=11, loc="left")
    lines = [line for line in chart["lines"] if line["minutes"]]
    if not lines:
        _nothing(axes, chart["nothing"])
        return
    for number, line in enumerate(chart["lines"]):
        if line["minutes"]:
            minutes = sorted(max(each, TICKS[0]) for each in line["minutes"])
            shares = [place / chart["of"] for place in range(1, len(minutes) + 1)]
            axes.step(
                [TICKS[0], *minutes, TICKS[-1]],
                [0, *shares, shares[-1]],
                where="post",
                label=line["label"],
                color=COLOURS[number],
                linewidth=2.5,
            )
    axes.set_xscale("log")
    axes.set_xlim(TICKS[0], TICKS[-1])
    axes.set_ylim(0, 1)
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(FixedLocator(()))
    axes.set_xticklabels(chart["ticks"], fontsize=9)
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.tick_params(axis="y", labelsize=9)
    axes.grid(visible=True, color="#dddddd")
    axes.legend(fontsize=9, loc="upper left")


def _nothing(axes: Axes, words: str) -> None:
    axes.text(0.5, 0.5, words, ha="center", va="center", fontsize=11, color="#777777", transform=axes.transAxes)
    axes.set_xticks(())
    axes.set_yticks(())


def _short(name: str) -> str:
    # what looks like a formula would be set as one
    plain = " ".join(name.replace("$", "").split())
    return plain if len(plain) <= NAME_CHARACTERS else plain[: NAME_CHARACTERS - 1].rstrip() + "…"


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the application says when
    for line in sys.stdin.buffer:
        picture = draw(json.loads(line))
        sys.stdout.buffer.write(b"%d\n%b" % (len(picture), picture))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

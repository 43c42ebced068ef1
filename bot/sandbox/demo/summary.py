"""The end of the demo: what was done, in numbers read from the database, and how to go live."""

from rich.console import Console
from rich.table import Table

from bot.sandbox.demo.morning import Morning
from bot.sandbox.newsroom import Newsroom
from bot.texts.dates import delay
from storage.opening import open_store


async def summarise(console: Console, room: Newsroom, morning: Morning) -> None:
    """Print the table and the three lines, once the application has ended."""
    words = morning.narration
    async with open_store(room.settings.local.database_url) as store:
        counts = await store.counts()
    table = Table(title=words["summary"], show_header=False)
    rows = {
        "posts": counts.posts,
        "articles": counts.articles,
        "matches": counts.matches,
        "alerts": counts.alerts_sent,
    }
    for name, number in rows.items():
        table.add_row(words[name], str(number))
    if counts.median_alert_seconds is not None:
        table.add_row(words["median"], delay(counts.median_alert_seconds, morning.language))
    console.print(table)
    for line in ("live_1", "live_2", "live_3"):
        console.print(words[line], soft_wrap=True, markup=False)

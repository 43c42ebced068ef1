"""Which article came from which post, and why; pure.

`judge` says what is to be said of an article and the posts that may be behind it; `reason` says it in words.
"""

from bot.matching.background import article_text
from bot.matching.explain import reason
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.rulings import Measured, rule
from bot.matching.verdict import compare, decide, judge, rarity_among

__all__ = [
    "Measured",
    "Rarity",
    "article_text",
    "compare",
    "decide",
    "judge",
    "quotes",
    "rarity_among",
    "rarity_of",
    "reason",
    "rule",
]

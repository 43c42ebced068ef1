"""Which article came from which post, and why; pure.

`judge` says what is to be said of an article and the posts that may be behind it; `reason` says it in words.
"""

from bot.matching.background import article_text
from bot.matching.doubt import doubted
from bot.matching.explain import reason
from bot.matching.meant import Nearness, Piece, add_meaning, pieces_of, pieces_of_article, pieces_of_post
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.rulings import Compared, Measured, rule
from bot.matching.score import shipped
from bot.matching.verdict import Candidate, compare, decide, judge

__all__ = [
    "Candidate",
    "Compared",
    "Measured",
    "Nearness",
    "Piece",
    "Rarity",
    "add_meaning",
    "article_text",
    "compare",
    "decide",
    "doubted",
    "judge",
    "pieces_of",
    "pieces_of_article",
    "pieces_of_post",
    "quotes",
    "rarity_of",
    "reason",
    "rule",
    "shipped",
]

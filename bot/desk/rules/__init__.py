"""`/rules`: each editor's own list of what is to alert them, written with buttons and a word or two."""

from bot.desk.rules.drafting import DRAWING
from bot.desk.rules.listening import written
from bot.desk.rules.listing import LISTING, overview
from bot.desk.rules.why import EXPLAINING, why, why_not

ACTIONS = {**LISTING, **DRAWING, **EXPLAINING}

__all__ = ["ACTIONS", "overview", "why", "why_not", "written"]

"""A local Telegram: a world that scripts drive, and an MTProto server that shows it to real clients.

world = World()
async with TelegramServer(world) as server:
    olena = world.add_user("Олена")
    session = server.session_for(olena)      # a Telethon string session, connected in milliseconds
"""

from bot.sandbox.telegram.limits import SendLimits
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.waiting import NeverHappened
from bot.sandbox.telegram.world.world import World

__all__ = ["NeverHappened", "Refusal", "SendLimits", "TelegramServer", "World"]

"""Presses: a button was pressed, and perhaps the bot answered."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.messages import Message

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.accounts import Bot, User
    from bot.sandbox.telegram.world.world import World

ANSWER_LIMIT = 200
ANSWER_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person sees: nothing, a line of text, or with `alert` a window."""

    text: str | None = None
    alert: bool = False
    url: str | None = None


class Press:
    """A pressed button. `await press` gives the bot's answer; so does `press.answer` once it is there."""

    def __init__(self, world: "World", user: "User", message: Message, data: bytes, bot: "Bot") -> None:
        self.world = world
        self.id = world.new_id()
        self.user = user
        self.message = message
        self.data = data
        self.bot = bot
        self.at: datetime = world.now()
        self.answer: Answer | None = None

    def give(self, answer: Answer) -> None:
        """Answer, as the bot: once, in time, in at most 200 characters."""
        if self.answer is not None or self.world.now() - self.at > ANSWER_WITHIN:
            raise Refusal("QUERY_ID_INVALID")
        if len(answer.text or "") > ANSWER_LIMIT:
            raise Refusal("MESSAGE_TOO_LONG")
        self.answer = answer
        self.world.changed()

    async def answered(self, timeout: float = 5.0) -> Answer:  # noqa: ASYNC109 - it is the world's own wait
        """The answer, awaited."""
        await self.world.until(lambda: self.answer is not None, timeout=timeout, what=f"an answer to {self!r}")
        assert self.answer is not None  # noqa: S101 - until() promised it
        return self.answer

    def __await__(self) -> Generator[Any, None, Answer]:
        return self.answered().__await__()

    def __repr__(self) -> str:
        return f"<Press of {self.data!r} by {self.user.name}>"

"""Accounts: people and bots, and what scripts let them do on their phones."""

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.boxes import Box
from bot.sandbox.telegram.world.messages import Draft, Message

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.channels import Channel
    from bot.sandbox.telegram.world.places import Group
    from bot.sandbox.telegram.world.presses import Press
    from bot.sandbox.telegram.world.world import World


class Account:
    """Somebody who can sign in: a person or a bot."""

    def __init__(self, world: "World", account_id: int, first_name: str, *, username: str | None) -> None:
        self.world = world
        self.id = account_id
        self.first_name = first_name
        self.username = username
        self.deleted = False
        self.box = Box(world, self)

    @property
    def name(self) -> str:
        """How scripts and error messages call the account."""
        return self.first_name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r} {self.id}>"


class User(Account):
    """A person."""

    def __init__(
        self,
        world: "World",
        account_id: int,
        first_name: str,
        *,
        last_name: str | None = None,
        phone: str | None = None,
        username: str | None = None,
        language: str = "uk",
        password: str | None = None,
    ) -> None:
        super().__init__(world, account_id, first_name, username=username)
        self.last_name = last_name
        self.phone = phone
        self.language = language
        self.password = password
        self.blocked: set[Account] = set()

    def says(
        self,
        to: "Account | Group | Channel",
        text: str = "",
        *,
        entities: Sequence[Any] = (),
        photo: bytes | None = None,
        reply_to: Message | None = None,
        topic: Message | None = None,
    ) -> Message:
        """Write to a bot, a person or a group, perhaps in a topic of it."""
        picture = self.world.photo(photo)
        draft = Draft(text=text, entities=tuple(entities), photo=picture, reply_to=reply_to, topic=topic)
        return self.world.send(self, self.world.place(self, to), draft)

    def starts(self, bot: "Bot", payload: str = "") -> Message:
        """Open a bot, by a link with a payload if one is given."""
        return self.says(bot, f"/start {payload}".rstrip())

    def forwards(self, message: Message, to: "Account | Group | Channel") -> Message:
        """Forward a message."""
        return self.world.forward(self, message, self.world.place(self, to))

    def edits(self, message: Message, text: str, *, entities: Sequence[Any] = ()) -> None:
        """Change what was written."""
        self.world.edit(message, text, tuple(entities), message.buttons)

    def deletes(self, *messages: Message) -> None:
        """Delete messages for everybody."""
        self.world.delete(messages)

    def press(self, message: Message, button: str | int) -> "Press":
        """Press a button, named by its text or its number; await what comes back for the bot's answer."""
        chosen = message.button(button)
        if chosen.data is None:
            raise LookupError(f"{chosen!r} opens an address and speaks to nobody")
        return self.world.press(self, message, chosen.data)

    def joins(self, channel: "Channel") -> None:
        """Join a channel."""
        channel.add(self)

    def leaves(self, channel: "Channel") -> None:
        """Leave a channel."""
        channel.remove(self)

    def blocks(self, account: Account) -> None:
        """Block a bot or a person."""
        self.blocked.add(account)

    def unblocks(self, account: Account) -> None:
        """Let a blocked bot or person write again."""
        self.blocked.discard(account)

    def scans(self, code: str | bytes) -> None:
        """Scan a QR code (its `tg://login` address or its token) and let that device in."""
        self.world.logins.accept(code, self)

    def deletes_account(self) -> None:
        """Leave Telegram for good."""
        self.deleted = True
        self.world.changed()


class Bot(Account):
    """A bot, with what BotFather knows of it."""

    def __init__(self, world: "World", account_id: int, username: str, *, owner: User, title: str) -> None:
        super().__init__(world, account_id, title, username=username)
        self.owner = owner
        self.token = f"{account_id}:{secrets.token_urlsafe(26)[:35]}"
        self.menus: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.about: dict[str, dict[str, str]] = {}
        self.privacy = True

    @property
    def name(self) -> str:
        """Bots are called by their username."""
        return f"@{self.username}"

    def commands(
        self, scope: "str | Account | Group | Channel" = "default", language: str = ""
    ) -> list[tuple[str, str]]:
        """The menu, names with descriptions, for `default`, `users`, `chats`, `chat_admins`, a person or a group."""
        return self.menus.get((scope if isinstance(scope, str) else f"peer:{scope.id}", language), [])

    def hears(self, message: Message) -> bool:
        """Whether a message in a basic group reaches the bot: with privacy on, what speaks to it alone."""
        return (
            not self.privacy
            or message.sender is self
            or message.service is not None
            or message.text.startswith("/")
            or f"@{self.username}".lower() in message.text.lower()
            or (message.reply_to is not None and message.reply_to.sender is self)
        )

    def check_token(self, token: str) -> None:
        """Refuse a token that is not this bot's."""
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            raise Refusal("ACCESS_TOKEN_INVALID")

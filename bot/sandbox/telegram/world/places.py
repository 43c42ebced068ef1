"""Places where messages stand: private chats and basic groups, where every account keeps its own copies.

Channels, which count their messages themselves, have a file of their own.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import Account, Bot, User
from bot.sandbox.telegram.world.boxes import Box
from bot.sandbox.telegram.world.messages import Draft, Message, Version

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.world import World


class Place:
    """Where messages stand."""

    def __init__(self, world: "World", place_id: int) -> None:
        self.world = world
        self.id = place_id
        self.instance = world.new_id()  # what Telegram sends with a pressed button, for games
        self.version = 0  # grows when what people see of the place itself changes
        self.pinned: Message | None = None

    def box_for(self, account: Account) -> Box:
        """The box in which this account finds the place's messages: its own, but for channels."""
        return account.box

    def holders(self, message: Message) -> list[tuple[Box, int]]:
        """The boxes that hold a message, with its id in each."""
        raise NotImplementedError

    def deliver(self, message: Message) -> None:
        """Give a new message its ids and put it where its readers find it."""
        raise NotImplementedError

    def check_writable(self, account: Account) -> None:
        """Refuse an account that may not write here."""
        raise NotImplementedError

    def touch(self, message: Message) -> None:
        """Tell everybody who holds a message that it changed."""
        for box, message_id in self.holders(message):
            if message_id in box.messages:
                box.edit(message, message_id)


class PrivateChat(Place):
    """Two accounts, or one with itself (the saved messages)."""

    def __init__(self, world: "World", first: Account, second: Account) -> None:
        super().__init__(world, 0)
        self.members = (first,) if first is second else (first, second)

    def other(self, account: Account) -> Account:
        """The one to whom this account speaks."""
        return self.members[-1] if self.members[0] is account else self.members[0]

    def holders(self, message: Message) -> list[tuple[Box, int]]:
        """Both, each with its own id."""
        return [(member.box, message.ids[member.id]) for member in self.members]

    def deliver(self, message: Message) -> None:
        """Both get it; the id that scripts see is the person's."""
        message.ids = {member.id: member.box.take_id() for member in self.members}
        persons = [member for member in self.members if isinstance(member, User)]
        message.id = message.ids[(persons or self.members)[0].id]
        for box, message_id in self.holders(message):
            box.add(message, message_id)

    def check_writable(self, account: Account) -> None:
        """A bot may not speak first, nobody to those who blocked them or left Telegram."""
        other = self.other(account)
        if other.deleted:
            raise Refusal("INPUT_USER_DEACTIVATED")
        if isinstance(other, User) and account in other.blocked:
            raise Refusal("USER_IS_BLOCKED")
        if isinstance(account, Bot) and not other.box.thread(self):
            raise Refusal("PEER_ID_INVALID")

    def __repr__(self) -> str:
        return f"<PrivateChat {' and '.join(member.name for member in self.members)}>"


class Group(Place):
    """A basic group: small, and every member keeps its own copies."""

    def __init__(self, world: "World", group_id: int, title: str, members: Sequence[Account]) -> None:
        super().__init__(world, group_id)
        self.title = title
        self.created_at = world.now()
        self.members: dict[Account, None] = dict.fromkeys(members)

    def holders(self, message: Message) -> list[tuple[Box, int]]:
        """Those who were members when it was written and who may read it."""
        accounts = self.world.accounts
        return [(accounts[account_id].box, message_id) for account_id, message_id in message.ids.items()]

    def deliver(self, message: Message) -> None:
        """Everybody gets it but bots to whom it does not speak; the id that scripts see is the first person's."""
        readers = [member for member in self.members if not (isinstance(member, Bot) and not member.hears(message))]
        message.ids = {member.id: member.box.take_id() for member in readers}
        message.id = message.ids[next((member for member in readers if isinstance(member, User)), readers[0]).id]
        for box, message_id in self.holders(message):
            box.add(message, message_id)

    def check_writable(self, account: Account) -> None:
        """Only members write."""
        if account not in self.members:
            raise Refusal("CHAT_WRITE_FORBIDDEN")

    def add(self, account: Account) -> None:
        """Let somebody in."""
        self.members[account] = None
        self.world.place_changed(self)

    def remove(self, account: Account) -> None:
        """Put somebody out."""
        self.members.pop(account, None)
        self.world.place_changed(self)

    def __repr__(self) -> str:
        return f"<Group {self.title!r}>"


def first_version(draft: Draft, at: datetime) -> list[Version]:
    """The history of a message that was just written."""
    return [Version(draft.text, draft.entities, draft.buttons, at)]

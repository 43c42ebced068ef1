"""The world: who is there and what they wrote. Scripts drive it by plain calls; a server shows it to real clients.

It needs no server: with nobody connected everything is kept, and the logs grow.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import count

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import Account, Bot, User
from bot.sandbox.telegram.world.channels import Channel, origin
from bot.sandbox.telegram.world.chats import Chat
from bot.sandbox.telegram.world.checks import check_buttons, check_text, checked, kept
from bot.sandbox.telegram.world.logins import Logins, plain
from bot.sandbox.telegram.world.messages import Buttons, Draft, Entities, Message, Photo, Version
from bot.sandbox.telegram.world.names import Names
from bot.sandbox.telegram.world.notices import Pressed
from bot.sandbox.telegram.world.places import Group, Place, PrivateChat, first_version
from bot.sandbox.telegram.world.presses import Press
from bot.sandbox.telegram.world.tidings import Tidings


def real_time() -> datetime:
    """The time on the wall."""
    return datetime.now(UTC)


class World(Tidings):
    """Everybody and everything on this Telegram. `now` is asked for the time of each thing that happens."""

    def __init__(self, now: Callable[[], datetime] = real_time) -> None:
        super().__init__()
        self._now = now
        self._ids = count(1)
        self._private: dict[frozenset[Account], PrivateChat] = {}
        self._sent: dict[tuple[Account, Place, int], Message] = {}
        self.accounts: dict[int, Account] = {}
        self.channels: dict[int, Channel] = {}
        self.groups: dict[int, Group] = {}
        self.photos: dict[int, Photo] = {}
        self.presses: dict[int, Press] = {}
        self.names = Names()
        self.logins = Logins(self)

    def now(self) -> datetime:
        """The time, in whole seconds as Telegram counts it."""
        return self._now().replace(microsecond=0)

    def new_id(self) -> int:
        """A number that nothing else here has, too large for 32 bits."""
        return (next(self._ids) << 33) + secrets.randbits(32)

    # ---------------------------------------------------------------- who is there

    def add_user(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        phone: str | None = None,
        username: str | None = None,
        language: str = "uk",
        password: str | None = None,
    ) -> User:
        """Let a person come to Telegram; with a password, signing in needs it too."""
        user = User(
            self,
            5_100_000_000 + next(self._ids),
            first_name,
            last_name=last_name,
            phone=plain(phone) if phone else f"38050{next(self._ids):07}",
            username=username,
            language=language,
            password=password,
        )
        self._register(user)
        return user

    def add_bot(self, username: str, *, owner: User, title: str | None = None) -> Bot:
        """Make a bot, as BotFather does."""
        bot = Bot(self, 7_200_000_000 + next(self._ids), username, owner=owner, title=title or username)
        self._register(bot)
        return bot

    def add_channel(
        self,
        username: str | None = None,
        *,
        title: str | None = None,
        members: Sequence[Account] = (),
        private: bool = False,
        first_id: int = 2,
        broadcast: bool = True,
    ) -> Channel:
        """Make a channel, public under a name or private. Before the post `first_id` stands the founding notice."""
        name = None if private else username
        channel = Channel(
            self,
            1_500_000_000 + next(self._ids),
            title or username or "Канал",
            username=name,
            members=members,
            broadcast=broadcast,
            first_id=first_id,
        )
        self.names.take(channel, name)
        self.channels[channel.id] = channel
        return channel

    def add_group(self, title: str, members: Sequence[Account]) -> Group:
        """Make a basic group."""
        group = Group(self, 4_300_000_000 + next(self._ids), title, members)
        self.groups[group.id] = group
        self.send(next(iter(group.members)), group, Draft(service="created"))
        return group

    def add_supergroup(self, title: str, members: Sequence[Account], *, username: str | None = None) -> Channel:
        """Make a supergroup: a group that counts its messages as channels do."""
        return self.add_channel(username, title=title, members=members, broadcast=False)

    def person_with_phone(self, phone: str) -> User | None:
        """Who has a phone number."""
        people = (account for account in self.accounts.values() if isinstance(account, User))
        return next((person for person in people if person.phone == plain(phone)), None)

    def login_code(self, phone: str) -> str:
        """The code that was sent to a phone."""
        return self.logins.code(phone)

    # ---------------------------------------------------------------- where they speak

    def place(self, account: Account, to: Account | Group | Channel) -> Place:
        """Where an account speaks when it writes to somebody."""
        return self.private(account, to) if isinstance(to, Account) else to

    def private(self, one: Account, other: Account) -> PrivateChat:
        """The private chat of two accounts."""
        key = frozenset((one, other))
        if key not in self._private:
            self._private[key] = PrivateChat(self, one, other)
        return self._private[key]

    def chat(self, person: Account, other: Account | Group | Channel) -> Chat:
        """A chat as the person's phone shows it."""
        return Chat(person, self.place(person, other))

    # ---------------------------------------------------------------- what they say

    def send(
        self,
        sender: Account | None,
        place: Place,
        draft: Draft,
        *,
        random_id: int | None = None,
        at: datetime | None = None,
    ) -> Message:
        """Say something. The same `random_id` from the same account to the same place says nothing again."""
        if sender is not None and random_id and (first := self.sent(sender, place, random_id)):
            return first
        draft = checked(draft)
        if sender is not None:
            place.check_writable(sender)
        message = self._written(sender, place, draft, at or self.now())
        if sender is not None and random_id:
            self._sent[sender, place, random_id] = message
        place.deliver(message)
        return message

    def sent(self, sender: Account, place: Place, random_id: int) -> Message | None:
        """What was sent there with this `random_id` before."""
        return self._sent.get((sender, place, random_id))

    def forward(self, sender: Account, message: Message, place: Place, *, random_id: int | None = None) -> Message:
        """Forward a message to a place."""
        draft = Draft(
            message.text,
            message.entities,
            photo=message.photo,
            forwarded=origin(message, self.now()),
            grouped_id=message.grouped_id,
        )
        message.forwards += 1
        return self.send(sender, place, draft, random_id=random_id)

    def edit(
        self,
        message: Message,
        text: str,
        entities: Entities,
        buttons: Buttons,
        *,
        photo: Photo | None = None,
        at: datetime | None = None,
    ) -> None:
        """Change a message, and put it under a picture if one is given; refuses a change that changes nothing."""
        check_text(text, with_photo=(photo or message.photo) is not None)
        check_buttons(buttons)
        version = Version(text, kept(entities, text), buttons, at or self.now())
        if message.versions[-1].shows_the_same_as(version) and photo is None:
            raise Refusal("MESSAGE_NOT_MODIFIED")
        message.photo = photo or message.photo
        message.versions.append(version)
        message.edited_at = version.at
        message.edit_hidden = False
        message.place.touch(message)

    def delete(self, messages: Iterable[Message]) -> None:
        """Delete messages for everybody."""
        for message in messages:
            for box, message_id in message.place.holders(message):
                box.remove([message_id])

    def press(self, user: User, message: Message, data: bytes) -> Press:
        """Press a button under a bot's message."""
        bot = message.sender
        if not isinstance(bot, Bot):
            raise Refusal("BOT_INVALID")
        press = Press(self, user, message, data, bot)
        self.presses[press.id] = press
        self.tell(Pressed(press))
        return press

    def photo(self, data: bytes | None) -> Photo | None:
        """Keep a picture, so that clients can load it."""
        if data is None:
            return None
        photo = Photo(self.new_id(), data, self.now())
        self.photos[photo.id] = photo
        return photo

    def place_changed(self, place: Group | Channel) -> None:
        """A place's title or members changed; what was rendered of it is stale."""
        place.version += 1
        self.changed()

    def _register(self, account: Account) -> None:
        self.names.take(account, account.username)
        self.accounts[account.id] = account

    def _written(self, sender: Account | None, place: Place, draft: Draft, at: datetime) -> Message:
        return Message(
            place=place,
            sender=sender,
            date=at.replace(microsecond=0),
            versions=first_version(draft, at),
            photo=draft.photo,
            reply_to=draft.reply_to,
            forwarded=draft.forwarded,
            grouped_id=draft.grouped_id,
            silent=draft.silent,
            service=draft.service,
            subject=draft.subject,
            topic=draft.topic,
        )

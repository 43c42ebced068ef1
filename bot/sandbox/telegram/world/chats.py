"""Chats as a person's phone shows them."""

from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.messages import Message
from bot.sandbox.telegram.world.places import Place


class Chat:
    """One chat on one phone. It always shows the present."""

    def __init__(self, person: Account, place: Place) -> None:
        self.person = person
        self.place = place
        self._box = place.box_for(person)

    @property
    def messages(self) -> list[Message]:
        """What the phone shows now, the oldest first."""
        return [self._box.messages[message_id] for message_id in self._box.thread(self.place)]

    @property
    def last(self) -> Message:
        """The newest message."""
        return self.messages[-1]

    @property
    def received(self) -> list[Message]:
        """What others wrote."""
        return [message for message in self.messages if message.sender is not self.person]

    def __len__(self) -> int:
        return len(self._box.thread(self.place))

    def __repr__(self) -> str:
        return f"<{self.place!r} on the phone of {self.person.name}>"

"""What becomes of what channels push: stored at once, held until its channel has been caught up, or let go."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from bot.incoming import Event, Identity
from storage.records import Channel


@dataclass(slots=True)
class Pushes:
    """Of one account, while its connection stands. All of it can be had again from storage and Telegram."""

    followed: dict[int, Channel] = field(default_factory=dict)  # by numeric id: caught up, what comes is stored
    held: dict[int, list[Event]] = field(default_factory=dict)  # of channels that are to be caught up
    overview: dict[int, Identity] | None = None  # joined channels whose pushes were held ever since it was read

    def interrupted(self) -> None:
        """The connection was lost: pushes may be missing of every channel."""
        self.followed.clear()
        self.held.clear()
        self.overview = None

    def look_over(self, overview: Mapping[int, Identity]) -> None:
        """These channels are joined."""
        self.overview = dict(overview)

    def identity(self, channel: Channel) -> Identity | None:
        """Who a channel is, where the overview says so."""
        return (self.overview or {}).get(channel.telegram_id or 0)

    def is_joined(self, channel: Channel) -> bool:
        """Whether the overview names it."""
        return self.overview is not None and channel.telegram_id in self.overview

    def is_followed(self, channel: Channel) -> bool:
        """Whether what it pushes is stored at once."""
        return channel.telegram_id in self.followed

    def hold(self, telegram_id: int) -> None:
        """From now on its pushes are kept; what came before will be in its history."""
        self.held.setdefault(telegram_id, [])

    def hold_none_but(self, wanted: Container[int | None]) -> None:
        """Keep no pushes of channels that nobody wants."""
        for telegram_id in list(self.held):
            if telegram_id not in wanted:
                del self.held[telegram_id]

    def hold_no_more(self, telegram_id: int) -> None:
        """Keep none of its pushes."""
        self.held.pop(telegram_id, None)

    def know(self, telegram_id: int, channel: Channel) -> None:
        """What is said of a followed channel now."""
        self.followed[telegram_id] = channel

    def take_held(self, telegram_id: int) -> list[Event]:
        """What was held of a channel so far; more may come while it is stored."""
        if held := self.held.get(telegram_id):
            self.held[telegram_id] = []
        return held or []

    def follow(self, telegram_id: int, channel: Channel) -> None:
        """It is caught up, and nothing of it is held any more."""
        del self.held[telegram_id]
        self.followed[telegram_id] = channel

    def unfollow(self, telegram_id: int) -> Identity | None:
        """Store no more of it; who it was, where it is joined."""
        self.followed.pop(telegram_id, None)
        return (self.overview or {}).pop(telegram_id, None)

    def let_go(self, telegram_id: int) -> None:
        """Its pushes are kept no more, so the overview says nothing of it."""
        self.hold_no_more(telegram_id)
        (self.overview or {}).pop(telegram_id, None)

    def sort(self, events: Iterable[Event]) -> list[tuple[Channel, Event]]:
        """Those that are to be stored, with their channels; others are held where their channel is."""
        ready: list[tuple[Channel, Event]] = []
        for event in events:
            if channel := self.followed.get(event.telegram_id):
                ready.append((channel, event))
            elif event.telegram_id in self.held:
                self.held[event.telegram_id].append(event)
            # Others nobody asked for, or they will be found in the history.
        return ready

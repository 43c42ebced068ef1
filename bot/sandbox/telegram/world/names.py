"""Usernames: who has which, whatever the case of letters."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.accounts import Account
    from bot.sandbox.telegram.world.channels import Channel


class Names:
    """The register of usernames."""

    def __init__(self) -> None:
        self._owners: dict[str, Account | Channel] = {}

    def owner(self, username: str) -> "Account | Channel | None":
        """Who has a name now."""
        return self._owners.get(username.lower().lstrip("@"))

    def take(self, owner: "Account | Channel", username: str | None) -> None:
        """Give a free name."""
        if username is None:
            return
        if self.owner(username) is not None:
            raise ValueError(f"the name {username} is taken")
        self._owners[username.lower()] = owner

    def move(self, owner: "Account | Channel", username: str | None) -> None:
        """Free the owner's name and give another, if any."""
        if owner.username is not None:
            del self._owners[owner.username.lower()]
        self.take(owner, username)

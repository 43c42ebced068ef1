"""Notices: what the world tells its listeners besides the events of boxes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.accounts import Account
    from bot.sandbox.telegram.world.channels import Channel
    from bot.sandbox.telegram.world.logins import Token
    from bot.sandbox.telegram.world.presses import Press


@dataclass(frozen=True, slots=True, eq=False)
class MembershipChanged:
    """What an account is to a channel changed, or the channel's name did."""

    channel: "Channel"
    account: "Account"


@dataclass(frozen=True, slots=True, eq=False)
class Pressed:
    """Somebody pressed a button that speaks to a bot."""

    press: "Press"


@dataclass(frozen=True, slots=True, eq=False)
class TokenAccepted:
    """Somebody scanned a QR code."""

    token: "Token"

"""Faults that a test can order. Each order is for the next so many cases, and can be narrowed to an account or a place.

server.faults.flood_wait("messages.sendMessage", 30)
server.faults.drop_pushes(3, place=channel)
server.faults.lose_reply("messages.sendMessage")
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.authorizations import Authorization, Authorizations
from bot.sandbox.telegram.refusal import Refusal, code_of
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.places import Place

if TYPE_CHECKING:
    from bot.sandbox.telegram.calls import Call

EVERY = 10**9
"""As `times`: until the faults are cleared."""


@dataclass(slots=True, eq=False)
class Order:
    """What shall go wrong, and how often still."""

    what: str  # an error's name, or for pushes and replies what becomes of them
    times: int
    method: str = "*"
    account: Account | None = None
    place: Place | Account | None = None
    code: int = 400
    then: Callable[[], None] | None = None

    def fits(self, call: "Call") -> bool:
        """Whether a call is meant."""
        return (
            self.method in {"*", call.method}
            and self.account in {None, call.authorization.account}
            and (self.place is None or self.place is _addressed(call))
        )


class Faults:
    """The orders that stand. Nothing goes wrong by itself."""

    def __init__(self, authorizations: Authorizations) -> None:
        self._authorizations = authorizations
        self._refusals: list[Order] = []
        self._unheard: list[Order] = []
        self._lost: list[Order] = []
        self._pushes: list[Order] = []
        self._too_long: list[Order] = []
        self._holds: list[Order] = []
        self._gate = asyncio.Event()
        self._held: dict[int, list[bytes]] = {}
        self.swallowing = False
        self.on_strike: Callable[[Order], None] = lambda _: None

    def clear(self) -> None:
        """Let everything go right again."""
        for orders in (self._refusals, self._unheard, self._lost, self._pushes, self._too_long):
            orders.clear()
        self.release()
        self.restore()

    # ---------------------------------------------------------------- answers

    def refuse(
        self,
        method: str,
        error: str,
        *,
        times: int = 1,
        account: Account | None = None,
        place: Place | Account | None = None,
    ) -> None:
        """Answer the next calls of a method (`*`: of any) with an error; nothing else happens."""
        self._refusals.append(Order(error, times, method, account, place, code_of(error)))

    def flood_wait(self, method: str, seconds: int, *, times: int = 1, account: Account | None = None) -> None:
        """FLOOD_WAIT: this account shall wait with this method."""
        self.refuse(method, f"FLOOD_WAIT_{seconds}", times=times, account=account)

    def slow_mode(self, place: Place | Account, seconds: int, *, times: int = 1) -> None:
        """SLOWMODE_WAIT: one chat shall not be written to for a while."""
        self.refuse("messages.sendMessage", f"SLOWMODE_WAIT_{seconds}", times=times, place=place)

    def peer_flood(self, *, times: int = 1, account: Account | None = None) -> None:
        """PEER_FLOOD: Telegram suspects an account of spam."""
        self.refuse("messages.sendMessage", "PEER_FLOOD", times=times, account=account)

    def lose_request(
        self,
        method: str,
        *,
        times: int = 1,
        account: Account | None = None,
        then: Callable[[], None] | None = None,
    ) -> Order:
        """Lose the connection before what was asked is heard; `then` is called at that moment."""
        self._unheard.append(Order("lost request", times, method, account, then=then))
        return self._unheard[-1]

    def lose_reply(
        self,
        method: str,
        *,
        times: int = 1,
        account: Account | None = None,
        then: Callable[[], None] | None = None,
    ) -> Order:
        """Do what was asked, then lose the connection before the answer; `then` is called at that moment."""
        self._lost.append(Order("lost reply", times, method, account, then=then))
        return self._lost[-1]

    def withdraw(self, order: Order) -> None:
        """Let an order stand no more, if it still does."""
        for orders in (self._unheard, self._lost):
            if order in orders:
                orders.remove(order)

    def hold(self, method: str, *, times: int = 1, account: Account | None = None) -> None:
        """Let the next calls stay in progress until `release`: sends with the same random_id are then duplicates."""
        self._holds.append(Order("hold", times, method, account))
        self._gate.clear()

    def release(self) -> None:
        """Go on with what is held."""
        self._holds.clear()
        self._gate.set()

    def difference_too_long(self, *, times: int = 1, account: Account | None = None) -> None:
        """updates.getDifference: the account was away for too long."""
        self._too_long.append(Order("too long", times, "updates.getDifference", account))

    def channel_difference_too_long(self, place: Place | None = None, *, times: int = 1) -> None:
        """updates.getChannelDifference: too much happened in the channel."""
        self._too_long.append(Order("too long", times, "updates.getChannelDifference", place=place))

    # ---------------------------------------------------------------- pushes

    def drop_pushes(self, times: int = 1, *, account: Account | None = None, place: Place | None = None) -> None:
        """Lose the next pushes."""
        self._pushes.append(Order("drop", times, account=account, place=place))

    def double_pushes(self, times: int = 1, *, account: Account | None = None, place: Place | None = None) -> None:
        """Push the next ones twice."""
        self._pushes.append(Order("double", times, account=account, place=place))

    def reorder_pushes(self, times: int = 2, *, account: Account | None = None, place: Place | None = None) -> None:
        """Hold the next pushes until there are so many, then send them in the opposite order."""
        self._pushes.append(Order("hold", times, account=account, place=place))

    # ---------------------------------------------------------------- links and devices

    def swallow(self) -> None:
        """Let all bytes vanish in both directions, as on a dead link, until `restore`."""
        self.swallowing = True

    def restore(self) -> None:
        """Let bytes through again."""
        self.swallowing = False

    def end_sessions(self, account: Account, error: str = "SESSION_REVOKED") -> None:
        """Answer whatever the account's devices ask with this.

        SESSION_REVOKED, USER_DEACTIVATED_BAN, AUTH_KEY_DUPLICATED, AUTH_KEY_UNREGISTERED.
        """
        for authorization in self._authorizations.of(account):
            authorization.refused_with = error

    def forget_keys(self, account: Account) -> None:
        """Know the account's auth keys no more: the transport answers -404."""
        for authorization in list(self._authorizations.of(account)):
            self._authorizations.forget(authorization)

    # ---------------------------------------------------------------- what the server asks

    def check(self, call: "Call") -> None:
        """Refuse a call if that was ordered."""
        order = self._take(self._refusals, call)
        if order is not None:
            raise Refusal(order.what, order.code)

    def gate(self, call: "Call") -> asyncio.Event | None:
        """What this call must wait for."""
        return self._gate if self._take(self._holds, call) is not None else None

    def loses_reply(self, call: "Call") -> bool:
        """Whether this call's answer gets lost."""
        return self._take(self._lost, call) is not None

    def loses_request(self, call: "Call") -> bool:
        """Whether this call gets lost on its way."""
        return self._take(self._unheard, call) is not None

    def too_long(self, call: "Call") -> bool:
        """Whether this difference is too long."""
        return self._take(self._too_long, call) is not None

    def pushed(self, authorization: Authorization, place: Any, body: bytes) -> list[bytes]:
        """What becomes of a push: the bodies that leave now."""
        for order in self._pushes:
            if order.account in {None, authorization.account} and order.place in {None, place}:
                return self._spoiled(order, authorization, body)
        return [body]

    def _spoiled(self, order: Order, authorization: Authorization, body: bytes) -> list[bytes]:
        order.times -= 1
        if order.times <= 0:
            self._pushes.remove(order)
        self.on_strike(order)
        if order.what == "drop":
            return []
        if order.what == "double":
            return [body, body]
        held = self._held.setdefault(authorization.cipher.id, [])
        held.append(body)
        if order.times > 0:
            return []
        del self._held[authorization.cipher.id]
        return held[::-1]

    def _take(self, orders: list[Order], call: "Call") -> Order | None:
        for order in orders:
            if order.fits(call):
                order.times -= 1
                if order.times <= 0:
                    orders.remove(order)
                self.on_strike(order)
                if order.then is not None:
                    order.then()
                return order
        return None


def _addressed(call: "Call") -> Place | Account | None:
    """The person, group or channel that a call is about."""
    named = getattr(call.request, "peer", None) or getattr(call.request, "channel", None)
    account = call.authorization.account
    if named is None or account is None:
        return None
    try:
        if hasattr(named, "channel_id"):
            return peers.known(call.world, account, named)
        entity: Place | Account = peers.entity(call.world, account, named)
    except Refusal:
        return None
    return entity

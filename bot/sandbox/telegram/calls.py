"""Calls: one request of one account, from its wrappers to its answer."""

import asyncio
import inspect
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from telethon.tl import functions, types

from bot.sandbox.telegram.authorizations import Authorization
from bot.sandbox.telegram.net.session import Session
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import Account, Bot
from bot.sandbox.telegram.world.world import World

if TYPE_CHECKING:
    from bot.sandbox.telegram.server import TelegramServer

log = logging.getLogger(__name__)

REMEMBERED = 10_000
WRAPPERS = (
    functions.InvokeWithLayerRequest,
    functions.InitConnectionRequest,
    functions.InvokeWithoutUpdatesRequest,
    functions.InvokeAfterMsgRequest,  # requests are served in their order anyway
    functions.InvokeAfterMsgsRequest,
)


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One request."""

    server: "TelegramServer"
    session: Session
    method: str  # as Telegram names it, for example messages.sendMessage
    request: Any

    @property
    def world(self) -> World:
        """The world it is about."""
        return self.server.world

    @property
    def authorization(self) -> Authorization:
        """The device it came from."""
        return self.session.authorization

    @property
    def account(self) -> Account:
        """Who called; refuses where nobody is signed in."""
        if self.authorization.account is None:
            raise Refusal("AUTH_KEY_UNREGISTERED")
        return self.authorization.account

    def __repr__(self) -> str:
        return f"<{self.method} by {self.authorization.account!r}>"


Handler = Callable[[Call, Any], Any]


class Callers(Enum):
    """Who may call a method."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    PEOPLE = "people"
    BOTS = "bots"


@dataclass(frozen=True, slots=True)
class Method:
    """A method: who may call it, and what answers."""

    callers: Callers
    handler: Handler

    def check(self, account: Account | None) -> None:
        """Refuse those who may not call it."""
        if self.callers is Callers.ANYBODY:
            return
        if account is None:
            raise Refusal("AUTH_KEY_UNREGISTERED")
        if isinstance(account, Bot) and self.callers is Callers.PEOPLE:
            raise Refusal("BOT_METHOD_INVALID")
        if not isinstance(account, Bot) and self.callers is Callers.BOTS:
            raise Refusal("USER_BOT_REQUIRED")


def table(callers: Callers, handlers: Mapping[type, Handler]) -> dict[type, Method]:
    """Methods that the same callers may call."""
    return {request: Method(callers, handler) for request, handler in handlers.items()}


class Calls:
    """Serves requests with a table of methods, and remembers them in `recent`, the newest last."""

    def __init__(self, server: "TelegramServer", methods: Mapping[type, Method]) -> None:
        self._server = server
        self._methods = methods
        self._waiting: set[asyncio.Task[None]] = set()
        self._in_progress: set[Call] = set()
        self.recent: deque[Call] = deque(maxlen=REMEMBERED)

    def named(self, method: str) -> list[Call]:
        """The remembered calls of one method."""
        return [call for call in self.recent if call.method == method]

    def serve(self, session: Session, request_id: int, request: Any) -> None:
        """Serve one request; its answer may come later."""
        request = _unwrapped(session, request)
        call = Call(self._server, session, method_name(request), request)
        self.recent.append(call)
        if self._server.faults.loses_request(call):
            self._server.kill(call.session)
            return
        try:
            result = self._result(call)
        except Refusal as refusal:
            self._answer(call, request_id, types.RpcError(refusal.code, refusal.error))
        except Exception:
            log.exception("method failed", extra={"method": call.method})
            self._answer(call, request_id, types.RpcError(500, "INTERNAL"))
        else:
            if inspect.isawaitable(result):
                task = asyncio.ensure_future(self._answer_later(call, request_id, result))
                self._waiting.add(task)
                task.add_done_callback(self._waiting.discard)
            else:
                self._answer(call, request_id, result)
        self._server.world.changed()

    async def stop(self) -> None:
        """Give up what has no answer yet."""
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    def _result(self, call: Call) -> Any:
        self._server.faults.check(call)
        method = self._methods.get(type(call.request))
        if method is None:
            log.warning("method unknown", extra={"method": call.method})
            raise Refusal(f"METHOD_NOT_IMPLEMENTED_{call.method}")
        _check_device(call.authorization, method)
        method.check(call.authorization.account)
        self._check_progress(call)
        gate = self._server.faults.gate(call)
        return self._run(call, method) if gate is None else self._run_later(call, method, gate)

    def _run(self, call: Call, method: Method) -> Any:
        with self._server.pushes.answering(call.session):
            return method.handler(call, call.request)

    async def _run_later(self, call: Call, method: Method, gate: asyncio.Event) -> Any:
        self._in_progress.add(call)
        try:
            await gate.wait()
            result = self._run(call, method)
            return await result if inspect.isawaitable(result) else result
        finally:
            self._in_progress.discard(call)

    def _check_progress(self, call: Call) -> None:
        """Refuse to send what is being sent."""
        random_id = getattr(call.request, "random_id", None)
        for other in self._in_progress:
            same = random_id == getattr(other.request, "random_id", None)
            if random_id and same and call.account is other.account:
                raise Refusal("RANDOM_ID_DUPLICATE")

    async def _answer_later(self, call: Call, request_id: int, result: Awaitable[Any]) -> None:
        try:
            answer = await result
        except Refusal as refusal:
            answer = types.RpcError(refusal.code, refusal.error)
        self._answer(call, request_id, answer)

    def _answer(self, call: Call, request_id: int, result: Any) -> None:
        if self._server.faults.loses_reply(call):
            self._server.kill(call.session)
            return
        call.session.answer(request_id, result)


def _check_device(authorization: Authorization, method: Method) -> None:
    """Refuse what an ended session asks: 401 leaves open what needs no account, 406 nothing."""
    if authorization.refused_with is not None:
        refusal = Refusal(authorization.refused_with)
        if refusal.code != 401 or method.callers is not Callers.ANYBODY:
            raise refusal


def method_name(request: Any) -> str:
    """A request's name as Telegram writes it."""
    name = type(request).__name__.removesuffix("Request")
    name = name[0].lower() + name[1:]
    family = type(request).__module__.rpartition(".")[2]
    return name if family == "functions" else f"{family}.{name}"


def _unwrapped(session: Session, request: Any) -> Any:
    """The request itself. Whoever is signed in and asks for something wants updates, unless a wrapper says no."""
    quiet = False
    while isinstance(request, WRAPPERS):
        quiet = quiet or isinstance(request, functions.InvokeWithoutUpdatesRequest)
        if isinstance(request, functions.InitConnectionRequest):
            session.authorization.device = request.device_model
        request = request.query
    if (
        not quiet
        and session.authorization.account is not None
        and not isinstance(request, functions.help.GetConfigRequest)
    ):
        session.listening = True
    return request

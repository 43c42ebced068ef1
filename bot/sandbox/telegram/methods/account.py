"""account.*: passwords, devices, presence."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.methods import passwords
from bot.sandbox.telegram.methods.auth import described, device_hash
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import User


def get_password(call: Call, _request: Any) -> Any:
    """What to prove the password with; also for one whose code was right and who is not in yet."""
    person = call.authorization.awaiting_password or call.account
    if not isinstance(person, User):
        raise Refusal("BOT_METHOD_INVALID")
    return passwords.ask(call.server.passwords, person)


def get_authorizations(call: Call, _request: Any) -> Any:
    """The account's devices."""
    devices = [described(call, one.cipher.id) for one in call.server.authorizations.of(call.account)]
    return types.account.Authorizations(authorization_ttl_days=180, authorizations=devices)


def reset_authorization(call: Call, request: Any) -> bool:
    """Let the account out of one of its devices."""
    for authorization in list(call.server.authorizations.of(call.account)):
        if device_hash(authorization.cipher.id) == request.hash:
            call.server.authorizations.sign_out(authorization)
            return True
    raise Refusal("HASH_INVALID")


def update_status(_call: Call, _request: Any) -> bool:
    """Nobody looks who is online."""
    return True


METHODS = (
    table(Callers.ANYBODY, {functions.account.GetPasswordRequest: get_password})
    | table(Callers.SIGNED_IN, {functions.account.UpdateStatusRequest: update_status})
    | table(
        Callers.PEOPLE,
        {
            functions.account.GetAuthorizationsRequest: get_authorizations,
            functions.account.ResetAuthorizationRequest: reset_authorization,
        },
    )
)

"""auth.*: signing in by code, by QR code, by password and by a bot's token; signing out."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.methods import passwords
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.world.accounts import Account, Bot, User
from bot.sandbox.telegram.world.logins import plain


def send_code(call: Call, request: Any) -> Any:
    """Send a code to a phone."""
    phone = plain(request.phone_number)
    if call.world.person_with_phone(phone) is None:
        raise Refusal("PHONE_NUMBER_INVALID")
    return types.auth.SentCode(types.auth.SentCodeTypeApp(length=5), call.world.logins.send_code(phone))


def sign_in(call: Call, request: Any) -> Any:
    """Let in whoever knows the code."""
    phone = plain(request.phone_number)
    call.world.logins.check_code(phone, request.phone_code_hash, request.phone_code)
    person = call.world.person_with_phone(phone)
    if person is None:
        raise Refusal("PHONE_NUMBER_UNOCCUPIED")
    return _let_in(call, person)


def check_password(call: Call, request: Any) -> Any:
    """Let in whoever knows the password too."""
    person = call.authorization.awaiting_password
    if person is None:
        raise Refusal("AUTH_KEY_UNREGISTERED")
    passwords.check(call.server.passwords, person, request.password)
    return _signed_in(call, person)


def export_login_token(call: Call, _request: Any) -> Any:
    """Show a QR code, or after it was scanned let its reader in."""
    token = call.world.logins.token_for(call.authorization.cipher.id)
    if token.user is None:
        return types.auth.LoginToken(token.expires_at, token.value)
    return types.auth.LoginTokenSuccess(_let_in(call, token.user))


def accept_login_token(call: Call, request: Any) -> Any:
    """Scan a QR code with an account that is signed in."""
    if not isinstance(call.account, User):
        raise Refusal("BOT_METHOD_INVALID")
    token = call.world.logins.accept(request.token, call.account)
    authorization = call.server.authorizations.with_key(token.device)
    return None if authorization is None else described(call, authorization.cipher.id)


def import_bot_authorization(call: Call, request: Any) -> Any:
    """Let a bot in by its token."""
    bot_id = request.bot_auth_token.partition(":")[0]
    bot = call.world.accounts.get(int(bot_id)) if bot_id.isdigit() else None
    if not isinstance(bot, Bot):
        raise Refusal("ACCESS_TOKEN_INVALID")
    bot.check_token(request.bot_auth_token)
    return _signed_in(call, bot)


def log_out(call: Call, _request: Any) -> Any:
    """Let the account out of this device."""
    call.server.authorizations.sign_out(call.authorization)
    call.session.listening = False
    return types.auth.LoggedOut()


def reset_authorizations(call: Call, _request: Any) -> bool:
    """Let the account out of all its other devices."""
    for authorization in list(call.server.authorizations.of(call.account)):
        if authorization is not call.authorization:
            call.server.authorizations.sign_out(authorization)
    return True


def described(call: Call, key_id: int) -> Any:
    """A device, as an account's list of devices shows it."""
    authorization = call.server.authorizations.with_key(key_id)
    if authorization is None:
        raise Refusal("HASH_INVALID")
    return types.Authorization(
        hash=0 if authorization is call.authorization else device_hash(key_id),
        device_model=authorization.device,
        platform="",
        system_version="",
        api_id=1,
        app_name="Dzherelo",
        app_version="",
        date_created=authorization.created_at,
        date_active=call.world.now(),
        ip=call.server.host,
        country="UA",
        region="",
        current=authorization is call.authorization or None,
    )


def device_hash(key_id: int) -> int:
    """How an account names one of its other devices."""
    return key_id >> 1


def _let_in(call: Call, person: User) -> Any:
    if person.password is not None:
        call.authorization.awaiting_password = person
        raise Refusal("SESSION_PASSWORD_NEEDED", 401)
    return _signed_in(call, person)


def _signed_in(call: Call, account: Account) -> Any:
    call.server.authorizations.sign_in(call.authorization, account)
    return types.auth.Authorization(peers.user(account, account))


METHODS = table(
    Callers.ANYBODY,
    {
        functions.auth.SendCodeRequest: send_code,
        functions.auth.ResendCodeRequest: send_code,
        functions.auth.SignInRequest: sign_in,
        functions.auth.CheckPasswordRequest: check_password,
        functions.auth.ExportLoginTokenRequest: export_login_token,
        functions.auth.ImportLoginTokenRequest: export_login_token,  # one data centre: nowhere to move
        functions.auth.ImportBotAuthorizationRequest: import_bot_authorization,
    },
) | table(
    Callers.SIGNED_IN,
    {
        functions.auth.AcceptLoginTokenRequest: accept_login_token,
        functions.auth.LogOutRequest: log_out,
        functions.auth.ResetAuthorizationsRequest: reset_authorizations,
    },
)

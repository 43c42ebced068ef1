"""Refusals: what the server answers when it will not do what it was asked."""

_CODES = {
    401: ("AUTH_KEY_UNREGISTERED", "SESSION_", "USER_DEACTIVATED"),
    403: ("CHAT_WRITE_FORBIDDEN", "CHAT_ADMIN_REQUIRED", "MESSAGE_AUTHOR_REQUIRED", "USER_RESTRICTED"),
    406: ("AUTH_KEY_DUPLICATED",),
    420: ("FLOOD_", "SLOWMODE_WAIT_"),
    500: ("RANDOM_ID_DUPLICATE", "INTERNAL", "PERSISTENT_TIMESTAMP_OUTDATED", "RPC_CALL_FAIL"),
}


class Refusal(Exception):
    """An error as Telegram names it, for example `USERNAME_NOT_OCCUPIED` or `FLOOD_WAIT_30`."""

    def __init__(self, error: str, code: int | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.code = code if code is not None else code_of(error)


def code_of(error: str) -> int:
    """The number that Telegram sends beside an error's name; 400 where nothing else is known."""
    for code, names in _CODES.items():
        if error.startswith(names):
            return code
    return 400

"""The number that makes a send happen once, whoever repeats it: after a crash, from a backup, from two processes."""

import hmac

VERSION = "v1"


def secret_for(bot_id: int, api_hash: str) -> bytes:
    """The key of all numbers: a changed token or a lost database leaves it as it is, so nothing is sent twice."""
    return hmac.digest(api_hash.encode(), f"dzherelo|random_id|{bot_id}".encode(), "sha256")


def random_id(secret: bytes, *, peer: int, key: str) -> int:
    """Telegram's `random_id` for a message to somebody: signed, 64 bits, never zero."""
    digest = hmac.digest(secret, f"{VERSION}|{peer}|{key}".encode(), "sha256")
    return int.from_bytes(digest[:8], "big", signed=True) or 1

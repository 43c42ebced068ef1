"""The event loop that the application runs on: libuv's where there is one; decision 0001 says what it saves."""

import sys

if sys.platform == "win32":
    from asyncio import new_event_loop as new_loop
else:
    from uvloop import new_event_loop as new_loop

__all__ = ["new_loop"]

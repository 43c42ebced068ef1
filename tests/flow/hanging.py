"""A process on a machine where one name is never resolved and pages are never done with being read."""

import socket
import sys
import threading
from typing import Any

SILENT = "silent.example"
NEVER = threading.Event()


def _hang(what: str) -> None:
    sys.stderr.write(f"hangs: {what}\n")
    sys.stderr.flush()
    NEVER.wait()


def _hang_in_the_parser() -> None:
    import trafilatura  # noqa: PLC0415 - the tests that start this process need not load it

    def bare_extraction(*_arguments: Any, **_options: Any) -> None:
        _hang("page")

    trafilatura.bare_extraction = bare_extraction


def _hang_in_the_resolver() -> None:
    usual = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        if host == SILENT:
            _hang("name")
        return usual(host, *arguments, **options)

    socket.getaddrinfo = getaddrinfo


def hang() -> None:
    """Make both so."""
    _hang_in_the_parser()
    _hang_in_the_resolver()

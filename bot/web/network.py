"""Where connections may go: each host is resolved once, judged, and connected to by the very address that was judged.

Judging the name and connecting to the name would resolve twice, and a name server may answer differently
the second time (DNS rebinding). A literal address, in whatever spelling, takes the same way.
"""

import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cache, partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore
import httpx

from bot.web.errors import Blocked, UnknownHost
from bot.web.threads import Threads

PORTS = (80, 443)
POOL_CONNECTIONS = 64
IDLE_SECONDS = 30.0
LOOKUPS_AT_ONCE = 64

_UNICAST = IPv6Network("2000::/3")  # all that is given out; mapped, translated, local and multicast lie outside
_NAT64 = IPv6Network("64:ff9b::/96")
# Metadata services that Python takes for public: Azure's own address, and Oracle's 192.0.0.192 in a reserved block.
_PLATFORM = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"))

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host, as strings, best first."""

_SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class SystemResolver:
    """The addresses of a host, as the system knows them: by its name servers, its hosts file, its search order.

    The system's call cannot be given up, and a silent name server keeps it for half a minute.
    """

    def __init__(self) -> None:
        self._threads = Threads(LOOKUPS_AT_ONCE, name="resolver")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Ask beside the loop."""
        look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        return [str(place[0]) for *_, place in await self._threads.run(look_up)]


def unwrap(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries, where it carries one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet."""
    inner = unwrap(address)
    if isinstance(inner, IPv6Address):
        return inner in _UNICAST and inner.is_global
    return inner.is_global and not inner.is_multicast and not any(inner in block for block in _PLATFORM)


def may_connect(address: Address, port: int, *, allow_loopback: bool) -> bool:
    """Whether we go there: the public internet on the ports of the web; our own machine only where that is allowed."""
    if allow_loopback and address.is_loopback:
        return True
    return port in PORTS and is_public(address)


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for httpcore, only to addresses that were judged."""

    def __init__(self, *, resolver: Resolver | None = None, allow_loopback: bool = False) -> None:
        self._resolver = resolver or SystemResolver()
        self._allow_loopback = allow_loopback
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first permitted address that answers."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in await self._permitted(host, port):
            try:
                return await self._sockets.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error  # a host may have an IPv6 address where we have no IPv6: try its next one
        raise failure or UnknownHost(f"{host} has no address")

    async def _permitted(self, host: str, port: int) -> list[str]:
        try:
            found = [ip_address(text) for text in await self._resolver(host, port)]
        except (OSError, UnicodeError, ValueError) as error:
            raise UnknownHost(f"there is no host named {host}") from error
        permitted = [str(a) for a in found if may_connect(a, port, allow_loopback=self._allow_loopback)]
        if found and not permitted:
            raise Blocked(f"{host} port {port} is not a public web address")
        return list(dict.fromkeys(permitted))


@cache
def trusted() -> ssl.SSLContext:
    """The certificate authorities that httpx ships; reading them takes 50 ms, once."""
    return httpx.create_ssl_context(trust_env=False)


class PinnedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over our backend; it has no parameter for that, so the pool is put in its place."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        super().__init__(verify=trusted(), trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trusted(),
            max_connections=POOL_CONNECTIONS,
            max_keepalive_connections=POOL_CONNECTIONS // 2,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=backend,
        )

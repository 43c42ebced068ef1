"""Where connections may go, by whatever name."""

from collections.abc import Sequence
from ipaddress import ip_address

import httpcore
import pytest

from bot.sandbox.news import NewsSite
from bot.web.errors import Blocked, Unreachable
from bot.web.fetch import Fetcher
from bot.web.network import PinnedBackend, is_public, may_connect

HOSTILE = [
    "0.0.0.0",  # noqa: S104 - nothing binds to it
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",  # metadata of Alibaba
    "127.0.0.1",
    "127.8.8.8",
    "168.63.129.16",  # Azure's platform
    "169.254.169.254",  # metadata of most clouds
    "172.16.0.1",
    "192.0.0.192",  # metadata of Oracle
    "192.0.2.1",
    "192.168.0.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",  # IPv4-compatible, long out of use, still parsed
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:224.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b::e000:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::7f00:1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::",
    "fc00::1",
    "fd00:ec2::254",  # metadata of AWS
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = ["1.1.1.1", "91.198.36.14", "2606:4700:4700::1111", "64:ff9b::101:101", "2002:101:101::1", "::ffff:1.1.1.1"]
SPELLINGS = [
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://①②⑦.⓪.⓪.①/",
    "http://0/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not may_connect(ip_address(address), 443, allow_loopback=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_take_the_ports_of_the_web_alone(address: str) -> None:
    assert is_public(ip_address(address))
    assert [
        port for port in (22, 80, 443, 6379, 8080) if may_connect(ip_address(address), port, allow_loopback=True)
    ] == [
        80,
        443,
    ]


def test_only_a_setting_opens_our_own_machine() -> None:
    assert may_connect(ip_address("127.0.0.1"), 8080, allow_loopback=True)
    assert may_connect(ip_address("::1"), 8080, allow_loopback=True)
    assert not may_connect(ip_address("10.0.0.1"), 80, allow_loopback=True)
    assert not may_connect(ip_address("127.0.0.1"), 80, allow_loopback=False)


@pytest.mark.parametrize("url", SPELLINGS)
async def test_no_spelling_of_a_local_address_is_fetched(url: str) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises((Blocked, Unreachable)):  # the system's resolver takes only some of them for addresses
            await fetcher.get(url)


class Turncoat:
    """A resolver that names a permitted address first and a forbidden one from then on."""

    def __init__(self, first: str, then: str) -> None:
        self.answers = [first, then]
        self.asked = 0

    async def __call__(self, _host: str, _port: int) -> Sequence[str]:
        self.asked += 1
        return [self.answers[min(self.asked, 2) - 1]]


async def test_a_name_is_resolved_once_for_a_connection(site: NewsSite) -> None:
    resolver = Turncoat("127.0.0.1", "10.0.0.1")
    port = site.url.rpartition(":")[2]
    async with Fetcher(allow_loopback=True, resolver=resolver) as fetcher:
        assert await fetcher.get(f"http://rebinding.example:{port}/") is not None
    assert resolver.asked == 1


async def test_a_name_that_changes_its_mind_is_judged_anew() -> None:
    resolver = Turncoat("10.0.0.1", "127.0.0.1")
    backend = PinnedBackend(resolver=resolver)
    for _ in range(2):
        with pytest.raises(Blocked, match=r"rebinding\.example port 80 is not a public web address"):
            await backend.connect_tcp("rebinding.example", 80)


async def test_the_forbidden_addresses_of_a_host_are_passed_over(site: NewsSite) -> None:
    async def mixed(host: str, port: int) -> Sequence[str]:
        return ["10.0.0.1", "127.0.0.1"]

    port = site.url.rpartition(":")[2]
    async with Fetcher(allow_loopback=True, resolver=mixed) as fetcher:
        assert await fetcher.get(f"http://mixed.example:{port}/") is not None


async def test_the_next_address_is_tried_where_one_refuses(site: NewsSite) -> None:
    async def two(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.2", "127.0.0.1"]  # nobody listens on the first

    port = site.url.rpartition(":")[2]
    async with Fetcher(allow_loopback=True, resolver=two) as fetcher:
        assert await fetcher.get(f"http://two.example:{port}/") is not None


async def test_a_host_without_addresses_is_unreachable() -> None:
    async def nothing(host: str, port: int) -> Sequence[str]:
        return []

    async def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    for resolver in (nothing, unknown):
        with pytest.raises(Unreachable):
            await PinnedBackend(resolver=resolver).connect_tcp("nowhere.example", 443)


async def test_a_refused_connection_says_so() -> None:
    async def closed(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async with NewsSite("Тимчасовий").serve() as gone:
        port = int(gone.url.rpartition(":")[2])
    with pytest.raises(httpcore.ConnectError):
        await PinnedBackend(resolver=closed, allow_loopback=True).connect_tcp("closed.example", port)

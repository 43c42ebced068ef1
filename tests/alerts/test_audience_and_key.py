"""Who hears of a post, and the number that makes them hear of it once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.audience import Audience
from bot.alerts.key import random_id, secret_for
from storage.records import Role, Roster
from tests.alerts.scenes import NOON, channel, person
from tests.builders import new_post

SECRET = secret_for(77, "0" * 32)


def test_editors_and_up_hear_of_posts_until_they_mute_them():
    people = [
        person(id=1, role=Role.REPORTER),
        person(id=2, role=Role.EDITOR),
        person(id=3, role=Role.OPERATOR, muted_at=NOON),
        person(id=4, role=Role.OWNER),
        person(id=5, role=Role.EDITOR, unreachable_at=NOON),
    ]
    choose = Audience()(Roster(people=people, rules_since=lambda _: ()))
    assert [one.person_id for one in choose(new_post(channel()), channel())] == [2, 4, 5]


@given(peer=st.integers(-(2**60), 2**60), key=st.text())
def test_the_number_is_signed_64_bits_and_never_zero(peer: int, key: str):
    number = random_id(SECRET, peer=peer, key=key)
    assert number != 0
    assert -(2**63) <= number < 2**63
    assert number == random_id(SECRET, peer=peer, key=key)


def test_it_never_changes_between_versions():
    # Changing it would send again what stands already: everybody's alerts of the moment of the update.
    assert random_id(SECRET, peer=5, key="post|1003|120") == -8925923532995661313


def test_peers_keys_and_bots_are_told_apart():
    numbers = {
        random_id(SECRET, peer=5, key="a"),
        random_id(SECRET, peer=6, key="a"),
        random_id(SECRET, peer=5, key="b"),
        random_id(secret_for(78, "0" * 32), peer=5, key="a"),
        random_id(secret_for(77, "1" * 32), peer=5, key="a"),
    }
    assert len(numbers) == 5

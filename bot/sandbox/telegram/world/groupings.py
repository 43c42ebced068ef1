"""What happens to groups: somebody is let in, a topic is opened, a basic group becomes a supergroup."""

from bot.sandbox.telegram.world.accounts import Account, User
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Draft, Message
from bot.sandbox.telegram.world.places import Group


def let_in(place: Group | Channel, account: Account, *, by: User) -> Message:
    """Let somebody into a group, with the notice that Telegram writes."""
    place.add(account)
    return place.world.send(by, place, Draft(service="let in", subject=account))


def open_topic(place: Channel, title: str, *, by: User) -> Message:
    """Open a topic in a supergroup. The notice that says so is the topic: its id, and what its messages answer."""
    topic = place.world.send(by, place, Draft(service="topic", text=title))
    place.topics.add(topic.id)
    place.world.place_changed(place)
    return topic


def upgrade(group: Group, *, by: User) -> Channel:
    """Make a basic group a supergroup, which has another id: notices in both say so, and the old one is closed."""
    world = group.world
    new = world.add_supergroup(group.title, list(group.members))
    world.send(by, group, Draft(service="moved to", subject=new))
    group.members.clear()
    world.place_changed(group)
    world.send(by, new, Draft(service="moved from", subject=group))
    return new

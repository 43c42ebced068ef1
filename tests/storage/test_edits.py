"""How posts change: every revision is kept, edits are put in order, and a deletion keeps the text."""

from storage.api import Store
from storage.records import ArticleId, Channel, NewPost, Post, Sought
from tests.builders import MINUTE, MORNING, everybody, new_post, owner, watched

LATER, LATEST = MORNING + MINUTE, MORNING + 2 * MINUTE


def reading(channel: Channel, words: str, **changes: object) -> NewPost:
    return new_post(channel, original=words, text=words, **changes)


async def stored(store: Store, channel: Channel, message_id: int = 1) -> Post:
    post = await store.posts.by_message(channel.id, message_id)
    assert post is not None
    return post


async def test_edits_in_the_wrong_order_are_put_in_order(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "перше")], audience=everybody, at=MORNING)
    assert await store.posts.revise([reading(channel, "третє", edited_at=LATEST)], at=LATEST) == 1
    assert await store.posts.revise([reading(channel, "друге", edited_at=LATER)], at=LATEST) == 0
    post = await stored(store, channel)
    assert (post.text, post.edited_at) == ("третє", LATEST)


async def test_edits_of_one_second_are_ordered_by_pts(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "третє", edited_at=LATER, pts=9)], audience=everybody, at=MORNING)
    assert await store.posts.revise([reading(channel, "друге", edited_at=LATER, pts=8)], at=LATER) == 0
    assert (await stored(store, channel)).text == "третє"
    assert await store.posts.revise([reading(channel, "четверте", edited_at=LATER, pts=10)], at=LATER) == 1
    assert (await stored(store, channel)).text == "четверте"


async def test_an_edit_back_to_an_earlier_text_is_an_edit(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "перше")], audience=everybody, at=MORNING)
    await store.posts.revise([reading(channel, "друге", edited_at=LATER)], at=LATER)
    assert await store.posts.revise([reading(channel, "перше", edited_at=LATEST)], at=LATEST) == 1
    post = await stored(store, channel)
    assert (post.text, post.revision) == ("перше", 2)


async def test_the_same_content_again_is_no_edit_whenever_it_comes(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "перше")], audience=everybody, at=MORNING)
    edit = reading(channel, "друге", edited_at=LATER)
    assert [await store.posts.revise([edit], at=LATER) for _ in range(3)] == [1, 0, 0]
    assert await store.posts.revise([reading(channel, "друге", edited_at=LATEST)], at=LATEST) == 0
    assert (await stored(store, channel)).revision == 1


async def test_a_reaction_that_comes_after_an_edit_it_came_before_is_no_edit(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "перше")], audience=everybody, at=MORNING)
    await store.posts.revise([reading(channel, "друге", edited_at=LATEST, pts=9)], at=LATEST)
    for reacted_at, pts in ((LATER, 7), (LATEST, 8)):  # the second within the second of the edit
        await store.posts.revise([reading(channel, "перше", edited_at=reacted_at, pts=pts)], at=LATEST)
    await store.posts.revise([reading(channel, "третє", edited_at=LATEST, pts=10)], at=LATEST)
    assert (await stored(store, channel)).revision == 2  # one for each text


async def test_an_edit_of_another_part_of_an_album_does_not_take_its_caption(store: Store) -> None:
    channel = await watched(store)
    parts = [reading(channel, "підпис", message_id=1, album=9), reading(channel, "", message_id=2, album=9)]
    await store.posts.add(parts, audience=everybody, at=MORNING)
    edits = [reading(channel, "", message_id=2, album=9, edited_at=LATER)]
    assert await store.posts.revise(edits, at=LATER) == 0
    assert (await stored(store, channel, 2)).text == "підпис"


async def test_a_caption_that_an_edit_adds_to_any_part_is_shown(store: Store) -> None:
    channel = await watched(store)
    parts = [reading(channel, "", message_id=1, album=9), reading(channel, "", message_id=2, album=9)]
    await store.posts.add(parts, audience=everybody, at=MORNING)
    edits = [reading(channel, "підпис", message_id=2, album=9, edited_at=LATER)]
    assert await store.posts.revise(edits, at=LATER) == 1
    assert (await stored(store, channel)).text == "підпис"


async def test_an_edit_of_what_is_not_held_changes_nothing(store: Store) -> None:
    channel = await watched(store)
    assert await store.posts.revise([reading(channel, "чуже", message_id=77, edited_at=LATER)], at=LATER) == 0


async def test_an_album_is_gone_when_its_last_part_is(store: Store) -> None:
    channel = await watched(store)
    parts = [reading(channel, "підпис", message_id=1, album=9), reading(channel, "", message_id=2, album=9)]
    await store.posts.add(parts, audience=everybody, at=MORNING)
    assert await store.posts.delete(channel.id, [1], since=None, at=LATER) == 0
    assert await store.posts.delete(channel.id, [2], since=MORNING, at=LATEST) == 1
    post = await stored(store, channel)
    assert (post.text, post.deleted_at, post.deleted_after) == ("підпис", LATEST, MORNING)


async def test_a_deletion_is_noticed_once_and_marks_the_alert(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    await store.posts.add([reading(channel, "допис")], audience=everybody, at=MORNING)
    (alert,) = await store.alerts.due(MORNING, limit=9)
    await store.alerts.shown(alert, message_id=5, at=MORNING)
    assert await store.posts.delete(channel.id, [1, 99], since=None, at=LATER) == 1
    assert await store.posts.delete(channel.id, [1], since=None, at=LATEST) == 0
    (again,) = await store.alerts.due(LATER, limit=9)
    assert (again.id, again.message_id) == (alert.id, 5)


async def test_the_ledger_says_what_is_held_edited_and_deleted(store: Store) -> None:
    channel = await watched(store)
    posts = [reading(channel, f"допис {number}", message_id=number) for number in (1, 2, 4)]
    await store.posts.add(posts, audience=everybody, at=MORNING)
    await store.posts.revise([reading(channel, "інше", message_id=2, edited_at=LATER)], at=LATER)
    await store.posts.delete(channel.id, [4], since=None, at=LATER)
    held = await store.posts.held(channel.id, first=1, last=9)
    assert {number: (entry.is_deleted, entry.edited_at) for number, entry in held.items()} == {
        1: (False, None),
        2: (False, LATER),
        4: (True, None),
    }
    assert list(await store.posts.held(channel.id, first=2, last=3)) == [2]


async def test_an_edited_post_stands_beside_what_it_first_said(store: Store) -> None:
    channel = await watched(store)
    first = new_post(channel, text="Збито 97 дронів")
    added = await store.posts.add([first], audience=everybody, at=MORNING)
    for number, text in enumerate(("Збито 98 дронів", "Збито 99 дронів"), 1):
        edit = new_post(channel, text=text, edited_at=MORNING + number * MINUTE)
        await store.posts.revise([edit], at=MORNING)
    standing = await store.posts.standing(added.posts[0])
    assert standing is not None
    assert (standing.first_text, standing.post.original) == ("Збито 97 дронів", "Збито 99 дронів")


async def candidate(store: Store, post: Post) -> Post:
    ((found,),) = await store.matches.candidates([Sought(article_id=ArticleId(99), posts=(post.id,), queries=())])
    return found[0]


async def test_a_candidate_has_its_earlier_wordings_in_the_order_in_which_they_stood(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "перше")], audience=everybody, at=MORNING)
    assert (await candidate(store, await stored(store, channel))).earlier == ()
    await store.posts.revise([reading(channel, "третє", edited_at=LATEST)], at=LATEST)
    await store.posts.revise([reading(channel, "друге", edited_at=LATER)], at=LATEST)  # comes late
    earlier = (await candidate(store, await stored(store, channel))).earlier
    assert [(one.original, one.until) for one in earlier] == [("перше", LATER), ("друге", LATEST)]


async def test_of_two_edits_of_one_second_the_one_that_is_shown_is_no_earlier_wording(store: Store) -> None:
    channel = await watched(store)
    await store.posts.add([reading(channel, "перше")], audience=everybody, at=MORNING)
    await store.posts.revise([reading(channel, "третє", edited_at=LATER, pts=9)], at=LATER)
    await store.posts.revise([reading(channel, "друге", edited_at=LATER, pts=8)], at=LATER)
    earlier = (await candidate(store, await stored(store, channel))).earlier
    assert [one.original for one in earlier] == ["перше", "друге"]

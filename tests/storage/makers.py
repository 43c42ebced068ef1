"""Posts, articles and jobs in a store."""

from storage.api import Added, Store
from storage.records import Article, Job, NewPost, PostId, Stage
from tests.builders import MINUTE, MORNING, article_page, everybody, feed_item, keys_of, new_post, watched


async def add(store: Store, *posts: NewPost) -> Added:
    """Store posts of which everybody is told."""
    return await store.posts.add(posts, audience=everybody, at=MORNING)


async def post(store: Store, text: str, *, minutes: int = 0) -> PostId:
    channel = await store.channels.find("1001") or await watched(store, 1001, username="general")
    message_id = channel.newest_message_id + 1
    new = new_post(channel, message_id=message_id, text=text, sent_at=MORNING + minutes * MINUTE)
    return (await store.posts.add([new], audience=everybody, at=MORNING)).posts[0]


async def article(store: Store, number: int, text: str = "", *, minutes: int = 0, fingerprint: int = 0) -> Article:
    item = feed_item(number, published_at=MORNING + minutes * MINUTE)
    made = await store.articles.add(item, site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    page = article_page(number, text=text, keys=keys_of(text), fingerprint=fingerprint)
    await store.articles.fetched(job, page, next_at=None, at=MORNING)
    read = await store.articles.get(made.id)
    assert read is not None
    return read


def job_for(stage: Stage, item: int) -> Job:
    return Job(stage=stage, item=item, version=1, failures=0)


async def edit(store: Store, post_id: PostId, text: str) -> None:
    """Edit a post."""
    held = await store.posts.get(post_id)
    assert held is not None
    channel = await store.channels.get(held.channel_id)
    assert channel is not None
    edited = new_post(channel, message_id=held.message_id, text=text, original=text, edited_at=MORNING + MINUTE)
    await store.posts.revise([edited], at=MORNING)

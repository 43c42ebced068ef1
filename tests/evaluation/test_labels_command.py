"""`python -m bot labels FOLDER`: what editors said, written so that `evaluate` and `train` read it."""

import asyncio
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import EXIT_NOT_ALL
from bot.evaluation.examples import views_of
from bot.evaluation.labelled import FILES, read_set
from bot.evaluation.play import play
from bot.language import search_keys
from storage.api import Store
from storage.opening import open_store
from storage.records import Job, LabelKind, Relation, Stage, nobody
from tests.builders import MINUTE, MORNING, OWNER, article_page, feed_item, new_post, owner, verdict, watched

POSTS = (
    "Над Одесою збито 97 дронів, повідомляє командування.",
    "Над Одесою збито 79 дронів, повідомляє командування.",
    "Командування: дронів над Одесою було багато.",
    "Збито дронів за тиждень: подробиць командування не каже.",
)
TEXT = "«Над Одесою збито 97 дронів», – повідомляє командування в Telegram. Дронів було багато, кажуть в Одесі."


async def fill(store: Store, *, labels: bool = True) -> None:
    """An article that was connected with three posts; of two of them an editor spoke."""
    await owner(store)
    channel = await watched(store, 1001, username="general", aliases=("Командування",))
    new = [
        new_post(channel, message_id=number, text=text, keys=search_keys(text), sent_at=MORNING + number * MINUTE)
        for number, text in enumerate(POSTS, start=1)
    ]
    posts = (await store.posts.add(new, audience=nobody, at=MORNING)).posts
    at = MORNING + timedelta(hours=1)
    article = await store.articles.add(feed_item(published_at=at), site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, at, limit=9)
    await store.articles.fetched(job, article_page(text=TEXT, keys=search_keys(TEXT)), next_at=None, at=at)
    judged = Job(stage=Stage.MATCH_ARTICLE, item=article.id, version=1, failures=0)
    await store.matches.save_article(judged, [verdict(post, article.id) for post in posts[:3]], at=at)
    if labels:
        for post, kind in ((posts[0], LabelKind.REPORTS), (posts[1], LabelKind.UNRELATED)):
            await store.labels.put(post, article.id, kind=kind, by=OWNER, at=at)


@pytest.fixture
def url(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{shutil.copy(migrated, tmp_path)}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)
    return address


def filled(url: str, *, labels: bool = True) -> None:
    async def go() -> None:
        async with open_store(url) as store:
            await fill(store, labels=labels)

    asyncio.run(go())


def test_what_is_confirmed_is_right_what_is_rejected_wrong_and_the_rest_unknown(
    url: str, capsys: pytest.CaptureFixture[str]
):
    filled(url)
    assert main(["labels", "set", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["labels"] == {"reports": 1, "background": 0, "unrelated": 1}
    assert (told["matched"], told["matched_and_right"]) == (2, 1)
    labelled = read_set(Path("set"))
    ids = [f"general/{number}" for number in (1, 2, 3, 4)]
    assert sorted(post.id for post in labelled.posts) == ids
    (pair,) = labelled.pairs
    assert (pair.post, pair.article, pair.relation, pair.quotes_exact) == (ids[0], "a1", Relation.REPORTS, None)
    assert labelled.unknown == {(ids[2], "a1")}
    (views,) = [asyncio.run(views_of(labelled))]
    measured = {view.keys[one.rival.post.id][0] for view in views for one in view.field}
    assert measured <= set(ids) - {ids[2]}, "nothing is learned of what nobody looked at"
    played = asyncio.run(play(labelled))
    assert not played.ranks.keys() & labelled.unknown


def test_nothing_is_overwritten_unless_it_is_a_set_and_one_says_so(url: str, capsys: pytest.CaptureFixture[str]):
    filled(url)
    assert main(["labels", "set"]) == 0
    assert "Of 2 that the matcher was sure of, editors agreed with 1." in capsys.readouterr().out
    before = Path("set").stat().st_ino
    assert main(["labels", "set"]) == 3
    assert "--force" in capsys.readouterr().err
    assert Path("set").stat().st_ino == before
    assert main(["labels", "set", "--force"]) == 0
    assert sorted(one.name for one in Path("set").iterdir()) == sorted(FILES)
    Path("set/mine.txt").touch()
    assert main(["labels", "set", "--force"]) == 3
    assert Path("set/mine.txt").exists()
    assert main(["labels", "set/mine.txt/new"]) == 3
    assert "name a folder elsewhere" in capsys.readouterr().err
    assert [one.name for one in Path().iterdir() if one.name.startswith(".set")] == []


def test_without_labels_nothing_is_written(url: str, capsys: pytest.CaptureFixture[str]):
    filled(url, labels=False)
    assert main(["labels", "set"]) == EXIT_NOT_ALL
    assert "yet" in capsys.readouterr().err
    assert not Path("set").exists()

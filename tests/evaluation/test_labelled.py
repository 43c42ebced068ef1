"""What a labelled set may leave out, and what is said of one that is broken."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.evaluation.errors import BadSet
from bot.evaluation.labelled import read_set
from storage.records import Relation


def test_all_but_ids_and_texts_may_be_left_out_or_null(write: Callable[..., Path]) -> None:
    posts = [{"id": 1, "text": "Ніч"}, {"id": "2", "text": "", "sent_at": None, "message_id": None, "aliases": None}]
    labelled = read_set(write(posts, [{"id": "a", "links": None, "lead": None}], [{"post": 1, "article": "a"}]))
    assert [post.id for post in labelled.posts] == ["1", "2"]
    assert labelled.posts[0].sent_at is None
    assert labelled.articles[0].title == ""
    assert (labelled.pairs[0].relation, labelled.pairs[0].quotes_exact) == (Relation.REPORTS, None)


def test_a_time_without_an_offset_is_utc(write: Callable[..., Path]) -> None:
    labelled = read_set(write([{"id": "1", "text": "x", "sent_at": "2026-05-11T05:40:00"}]))
    assert labelled.posts[0].sent_at == datetime(2026, 5, 11, 5, 40, tzinfo=UTC)


def test_everything_that_is_wrong_is_told_at_once_with_its_line(write: Callable[..., Path]) -> None:
    folder = write(
        [{"id": "1", "text": "x"}, "{", "[]", "", {"text": "y"}, {"id": "1"}, {"id": "3", "sent_at": "yesterday"}],
        [{"id": "a", "links": "t.me"}],
        [{"post": "9", "article": "a"}, {"post": "1", "article": "a", "relation": "copies", "quotes_exact": "yes"}],
    )
    with pytest.raises(BadSet) as caught:
        read_set(folder)
    told = "\n".join(caught.value.problems)
    assert "posts.jsonl, line 2: not JSON" in told
    assert "posts.jsonl, line 3: an object is expected" in told
    assert "posts.jsonl, line 5: `id` must be a text and is missing" in told
    assert "posts.jsonl, line 6: the id '1' stands twice" in told
    assert "posts.jsonl, line 7: `sent_at` must be a time" in told
    assert "articles.jsonl, line 1: `links` must be a list of texts" in told
    assert "pairs.jsonl, line 1: there is no post '9'" in told
    assert "pairs.jsonl, line 2: `relation` is 'copies'" in told
    assert "pairs.jsonl, line 2: `quotes_exact` must be true, false or null" in told


def test_a_missing_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadSet, match="there is no folder"):
        read_set(tmp_path / "nowhere")
    with pytest.raises(BadSet, match=r"posts\.jsonl is missing"):
        read_set(tmp_path)


def test_many_problems_are_told_in_short(write: Callable[..., Path]) -> None:
    with pytest.raises(BadSet, match="and 30 more"):
        read_set(write(["{"] * 50))

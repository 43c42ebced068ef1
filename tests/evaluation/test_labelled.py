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
        [{"post": "1"}, {"post": "1", "article": "a", "relation": "copies", "quotes_exact": "yes"}],
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
    assert "pairs.jsonl, line 1: `article` must be a text and is missing" in told
    assert "pairs.jsonl, line 2: `relation` is 'copies'" in told
    assert "pairs.jsonl, line 2: `quotes_exact` must be true, false or null" in told


def test_a_missing_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadSet, match=r"there is no folder .*nowhere: name the folder that holds posts\.jsonl"):
        read_set(tmp_path / "nowhere")
    (tmp_path / "README.md").touch()
    with pytest.raises(BadSet, match=r"README\.md is a file: name the folder"):
        read_set(tmp_path / "README.md")
    with pytest.raises(BadSet, match=r"posts\.jsonl is missing"):
        read_set(tmp_path)


def test_many_problems_are_told_in_short(write: Callable[..., Path]) -> None:
    with pytest.raises(BadSet, match="and 30 more"):
        read_set(write(["{"] * 50))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            r'{"id": "2", "text": "Ніч \ud83d"}',
            r"line 2: half a character stands in it (\ud83d without its other half)",
        ),
        (r'{"id": "2\uDC00", "text": "Ніч"}', "line 2: half a character stands in it"),
        ("[" * 200_000, "line 2: not JSON that can be read (too many brackets within each other)"),
        ('{"id": "2", "text": "x", "message_id": ' + "1" * 5000 + "}", "line 2: not JSON that can be read (a number"),
        (
            '{"id": "2", "text": "x", "message_id": 1' + "0" * 30 + "}",
            "line 2: `message_id` must be a number from 1 to",
        ),
        (
            '{"id": "2", "text": "x", "sent_at": "9999-12-31T23:59:59-12:00"}',
            "line 2: `sent_at` must be a time of the years",
        ),
        (
            '{"id": "2", "text": "x", "sent_at": "0001-01-01T00:00:00+03:00"}',
            "line 2: `sent_at` must be a time of the years",
        ),
    ],
)
def test_what_no_database_can_hold_is_told_with_its_line(write: Callable[..., Path], line: str, told: str) -> None:
    with pytest.raises(BadSet) as caught:
        read_set(write([{"id": "1", "text": "x"}, line]))
    assert len(caught.value.problems) == 1
    assert told in caught.value.problems[0]


def test_a_whole_character_in_two_escapes_is_read(write: Callable[..., Path]) -> None:
    assert read_set(write([r'{"id": "1", "text": "\ud83d\ude80"}'])).posts[0].text == "🚀"


def test_a_pair_of_what_is_nowhere_is_told_where_all_else_was_read(write: Callable[..., Path]) -> None:
    pairs = [{"post": "9", "article": "a"}, {"post": "1", "article": "b"}]
    with pytest.raises(BadSet) as caught:
        read_set(write([{"id": "1", "text": "x"}], [{"id": "a"}], pairs))
    assert caught.value.problems == [
        "pairs.jsonl, line 1: there is no post '9'",
        "pairs.jsonl, line 2: there is no article 'b'",
    ]


def test_the_pairs_of_a_line_that_cannot_be_read_do_not_hide_it(write: Callable[..., Path]) -> None:
    pairs = [{"post": "2", "article": name} for name in ("a", "b", "c")]
    with pytest.raises(BadSet) as caught:
        read_set(write([{"id": "1", "text": "x"}, "{"], [{"id": name} for name in "ab"], pairs))
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "posts.jsonl, line 2",
        "pairs.jsonl, line 3",
    ]


@pytest.mark.parametrize("relation", ["background", "unknown"])
def test_a_pair_is_one_thing_and_a_missing_relation_is_a_report(write: Callable[..., Path], relation: str) -> None:
    pair = {"post": "1", "article": "a"}
    with pytest.raises(BadSet) as caught:
        read_set(write([{"id": "1", "text": "x"}], [{"id": "a"}], [pair, pair | {"relation": relation}]))
    assert caught.value.problems == [
        f"pairs.jsonl, line 2: the pair of 1 and a stands twice, as 'reports' and as '{relation}'"
    ]

"""What the first pass could not decide: the pairs that are worth asking an encoder about."""

from collections.abc import Mapping, Sequence

from storage.records import Article, Band, Post, PostId, Verdict

LEAST = 0.02  # of a score: below it one pair in a thousand is right
LEAST_ABROAD = 0.004  # where the article is in another language, words say less
SURE = 0.98
_OWN_WORDS = 8  # in a row: no other post has them


def doubted(article: Article, posts: Mapping[PostId, Post], verdicts: Sequence[Verdict]) -> frozenset[PostId]:
    """The posts of an article's verdicts that are neither surely its source nor surely not."""
    return frozenset(each.post_id for each in verdicts if is_doubtful(article, posts[each.post_id], each))


def is_doubtful(article: Article, post: Post, verdict: Verdict) -> bool:
    """Whether words alone leave open what an article has to do with a post."""
    evidence = verdict.evidence
    if verdict.band is Band.MATCHED:
        told = evidence.link or any(span.words >= _OWN_WORDS for span in evidence.spans)
        return not told and verdict.score < SURE
    abroad = None not in (article.language, post.language) and article.language != post.language
    return verdict.score >= (LEAST_ABROAD if abroad else LEAST)

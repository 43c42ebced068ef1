"""What a labelled set calls things, and storage numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from storage.records import ArticleId, PostId, Relation, Verdict

Key = tuple[str, str]
"""The ids of a post and an article, as the set names them."""
Advance = Callable[[int], None]


@dataclass(slots=True)
class Names:
    """The names a set gives to what storage numbers, and what was heard of the pairs."""

    posts: dict[PostId, str] = field(default_factory=dict)
    articles: dict[ArticleId, str] = field(default_factory=dict)
    ranks: dict[Key, float] = field(default_factory=dict)

    def heard(self, verdicts: Sequence[Verdict]) -> None:
        """Remember the latest score of each pair; what is only recalled ranks behind all that is reported."""
        for one in verdicts:
            score = one.score if one.relation is Relation.REPORTS else one.score - 1
            self.ranks[self.posts[one.post_id], self.articles[one.article_id]] = score

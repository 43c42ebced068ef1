"""What editors say of pairs of a post and an article."""

from datetime import datetime
from typing import Protocol

from storage.records import ArticleId, Label, LabelKind, Mention, PersonId, PostId, Source


class Labels(Protocol):
    """Labels. From the moment one is stored, `Matches` says what it says, whoever judges the pair again."""

    async def put(
        self, post_id: PostId, article_id: ArticleId, *, kind: LabelKind, by: PersonId, at: datetime
    ) -> Label | None:
        """Label a pair that was judged; the first label stands until it is taken back.

        Marks the alerts of the post changed, and makes the article due to be judged anew: a post that is out of
        question may have stood before another. Returns the label that stands afterwards, perhaps somebody else's;
        None where the pair is not held.
        """

    async def take_back(self, post_id: PostId, article_id: ArticleId, *, by: PersonId, at: datetime) -> Label | None:
        """Let the matcher speak again; returns the label that is gone, None where there was none."""

    async def rejected_of_post(self, post_id: PostId) -> list[Mention]:
        """The articles that do not come from a post, in order of publication."""

    async def rejected_of_article(self, article_id: ArticleId) -> list[Source]:
        """The posts that are not behind an article."""

    async def all(self) -> list[Label]:
        """Every label, the oldest first."""

"""What editors say of a post and an article, whatever the matcher says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.ids import ArticleId, PersonId, PostId


class LabelKind(StrEnum):
    """What an article has to do with a post."""

    REPORTS = "reports"
    BACKGROUND = "background"  # only recalls it
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """An editor's word on a pair; it holds until an editor takes it back."""

    post_id: PostId
    article_id: ArticleId
    kind: LabelKind
    person_id: PersonId
    person_name: str
    made_at: datetime
    judged: LabelKind  # what the matcher had said …
    is_sure: bool  # … and whether in the band `matched`

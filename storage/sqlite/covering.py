"""Whether one of our own sites has written a post up, and who else has."""

_OF_POST = "m.post_id IN (SELECT p.id UNION ALL SELECT k.id FROM posts k WHERE k.copy_of = p.id)"

OURS = f"""
    FROM matches m JOIN articles a ON a.id = m.article_id JOIN feeds f ON f.id = a.feed_id
    WHERE {_OF_POST} AND m.relation = 'reports' AND m.band <> 'none' AND f.ours
"""
"""The articles of ours that come, surely or probably, from a row of posts named `p` or from a copy of it."""

COVERED = f"EXISTS (SELECT 1 {OURS})"
"""A condition on a row of posts named `p`: of it or of a copy of it, an article of ours was written."""

OTHERS = f"""
    FROM matches m JOIN articles a ON a.id = m.article_id LEFT JOIN feeds f ON f.id = a.feed_id
    WHERE {_OF_POST} AND m.relation = 'reports' AND m.band = 'matched' AND NOT coalesce(f.ours, 0)
"""
"""The articles of other sites that surely come from it."""

KNOWS_OURS = "EXISTS (SELECT 1 FROM feeds WHERE ours)"
"""Whether any feed is marked as ours: where none is, no post counts as written up but by an editor's word."""

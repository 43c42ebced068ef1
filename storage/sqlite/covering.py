"""Whether one of our own sites has written a post up."""

COVERED = """
    EXISTS (SELECT 1 FROM matches m JOIN articles a ON a.id = m.article_id JOIN feeds f ON f.id = a.feed_id
            WHERE m.post_id IN (SELECT p.id UNION ALL SELECT k.id FROM posts k WHERE k.copy_of = p.id)
              AND m.relation = 'reports' AND m.band <> 'none' AND f.ours)
"""
"""A condition on a row of posts named `p`: of it or of a copy of it, an article of ours was written."""

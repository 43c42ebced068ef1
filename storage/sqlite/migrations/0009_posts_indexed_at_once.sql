-- Posts are indexed by one statement for all that came together (search.py): a trigger that writes to a full-text index
-- has it flushed for every row, which took half of the time that storing takes.
DROP TRIGGER posts_index_insert;

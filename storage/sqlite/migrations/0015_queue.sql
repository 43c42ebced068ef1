-- The article of which an editor says that it was written from a post.
ALTER TABLE claims ADD COLUMN link TEXT;

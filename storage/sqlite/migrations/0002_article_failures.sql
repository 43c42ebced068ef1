-- Why an article's page could not be read when it was last tried (JSON; NULL: it could, or was not tried yet).
ALTER TABLE articles ADD COLUMN failure TEXT;

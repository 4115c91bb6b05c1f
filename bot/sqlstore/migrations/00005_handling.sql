-- +goose Up

-- former is the officer who answered a petition before it was reopened.
ALTER TABLE petitions ADD COLUMN former TEXT NOT NULL DEFAULT '';

-- details is JSON: what few events have (petition.Details).
ALTER TABLE events ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

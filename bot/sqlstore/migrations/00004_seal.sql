-- +goose Up

-- The key of each case, wrapped under a master key that is not in the database.
-- The row of case 'none' is the key of what belongs to no case: drafts, interviews and
-- corrections. Without its row a case is unreadable and counts as not there.
CREATE TABLE case_keys (
    case_no TEXT NOT NULL PRIMARY KEY,
    wrapped TEXT NOT NULL
);

-- The master key of an installation on PostgreSQL that names none: every instance
-- must have the same, and the database is what they share. It keeps a reader of
-- single tables out, not one of the whole database.
CREATE TABLE house_keys (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    keys TEXT    NOT NULL
);

-- From here on these columns are sealed: drafts (report, contact), interviews
-- (told, contact, message_key), petitions (report, where district, street, labels,
-- anonymous and urgent stay readable; route_reason, answer), identities (person,
-- contact), events (reason, words), mailbox (words), deliveries (body), sheets
-- (description, facts). In every other table person is a keyed hash, and so is
-- message_key in message_keys.
DROP TABLE identities;
CREATE TABLE identities (
    case_no TEXT NOT NULL PRIMARY KEY REFERENCES petitions (case_no),
    person  TEXT NOT NULL,
    contact TEXT NOT NULL
);

-- +goose Up

-- One row for each entry whose answer a reply has carried: who was told what,
-- and not what was asked. digest is of what the entry said on the day as_of
-- (YYYY-MM-DD), corrected of what the last correction notice told.
CREATE TABLE answers (
    receipt    TEXT   NOT NULL,
    entry      TEXT   NOT NULL,
    person     TEXT   NOT NULL,
    channel    TEXT   NOT NULL,
    digest     TEXT   NOT NULL,
    version    TEXT   NOT NULL,
    as_of      TEXT   NOT NULL,
    rating     TEXT   NOT NULL DEFAULT '',
    corrected  TEXT   NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    PRIMARY KEY (receipt, entry)
);
CREATE INDEX answers_person ON answers (person, created_at);
CREATE INDEX answers_entry ON answers (entry, created_at);

-- What was asked and not answered, with nothing that leads to who asked: no
-- time but the day (YYYY-MM-DD), and an id that nobody can compute again. near
-- names entries, with spaces between.
CREATE TABLE unanswered (
    id       TEXT NOT NULL PRIMARY KEY,
    day      TEXT NOT NULL,
    kind     TEXT NOT NULL,
    question TEXT NOT NULL,
    near     TEXT NOT NULL,
    version  TEXT NOT NULL
);
CREATE INDEX unanswered_day ON unanswered (day);

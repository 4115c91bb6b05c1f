-- +goose Up

-- next_due is the last second of the day by which an office must have done what it
-- owes next; remind_at is when the petition's reminders must be looked at. 0 is
-- never.
ALTER TABLE petitions ADD COLUMN next_due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE petitions ADD COLUMN remind_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX petitions_remind ON petitions (remind_at) WHERE remind_at > 0;

-- One row for each reminder of a limit that officers are being told of, by the key
-- that the clock gives it. officers has who has been told so far, each followed by
-- a space; told_at is 0 until all have.
CREATE TABLE reminders (
    case_no    TEXT   NOT NULL REFERENCES petitions (case_no),
    key        TEXT   NOT NULL,
    claimed_at BIGINT NOT NULL,
    officers   TEXT   NOT NULL DEFAULT '',
    told_at    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (case_no, key)
);

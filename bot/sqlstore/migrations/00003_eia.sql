-- +goose Up

-- The interview that a person has not handed in yet. told is JSON without the
-- contact; message_key is of the message that the interview follows. From
-- expires_at on a row counts as gone.
CREATE TABLE interviews (
    person      TEXT   NOT NULL PRIMARY KEY,
    told        TEXT   NOT NULL,
    contact     TEXT   NOT NULL,
    message_key TEXT   NOT NULL,
    updated_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX interviews_expire ON interviews (expires_at);

-- What an owner left of a project, and how it was judged then. facts is JSON;
-- possible are the levels that were possible, with 、 between; catalogue is the
-- source id of the edition, version that of the knowledge base; told is the
-- verdict of the last notice. The person stands in the petition alone.
CREATE TABLE sheets (
    case_no     TEXT   NOT NULL PRIMARY KEY REFERENCES petitions (case_no),
    description TEXT   NOT NULL,
    item        BIGINT NOT NULL,
    facts       TEXT   NOT NULL,
    level       TEXT   NOT NULL,
    possible    TEXT   NOT NULL,
    catalogue   TEXT   NOT NULL,
    version     TEXT   NOT NULL,
    judged_at   BIGINT NOT NULL,
    consent_at  BIGINT NOT NULL,
    told        TEXT   NOT NULL DEFAULT ''
);

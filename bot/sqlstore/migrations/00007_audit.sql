-- +goose Up

-- What was done with petitions and who looked at them, as a chain of hashes
-- (package audit). reason is a digest. A row stays when its case is deleted.
CREATE TABLE audit (
    seq     BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    actor   TEXT   NOT NULL,
    action  TEXT   NOT NULL,
    case_no TEXT   NOT NULL,
    reason  TEXT   NOT NULL,
    prev    TEXT   NOT NULL,
    hash    TEXT   NOT NULL
);
CREATE INDEX audit_case ON audit (case_no, seq);

-- The one row that counts the chain and ends it. Who appends locks it.
CREATE TABLE audit_head (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  BIGINT NOT NULL,
    hash TEXT   NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');

-- +goose Up

-- One row for each effect that a message has had. case_no is there when the
-- effect was the filing of a petition.
CREATE TABLE message_keys (
    message_key TEXT   NOT NULL,
    effect      TEXT   NOT NULL,
    case_no     TEXT   NOT NULL DEFAULT '',
    seen_at     BIGINT NOT NULL,
    PRIMARY KEY (message_key, effect)
);

-- report is JSON without the contact.
CREATE TABLE drafts (
    id         TEXT   NOT NULL PRIMARY KEY,
    person     TEXT   NOT NULL UNIQUE,
    report     TEXT   NOT NULL,
    contact    TEXT   NOT NULL,
    step       TEXT   NOT NULL,
    updated_at BIGINT NOT NULL
);

-- version is the number of the petition's last event.
CREATE TABLE petitions (
    case_no      TEXT   NOT NULL PRIMARY KEY,
    person       TEXT   NOT NULL,
    report       TEXT   NOT NULL,
    status       TEXT   NOT NULL,
    unit         TEXT   NOT NULL,
    route_reason TEXT   NOT NULL,
    officer      TEXT   NOT NULL,
    answer       TEXT   NOT NULL,
    filed_at     BIGINT NOT NULL,
    receipt_due  BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    version      BIGINT NOT NULL
);
CREATE INDEX petitions_person ON petitions (person, filed_at);
CREATE INDEX petitions_status ON petitions (status, changed_at);

-- Who told it: apart from what was told.
CREATE TABLE identities (
    case_no TEXT NOT NULL PRIMARY KEY REFERENCES petitions (case_no),
    contact TEXT NOT NULL
);

CREATE TABLE events (
    case_no     TEXT   NOT NULL REFERENCES petitions (case_no),
    number      BIGINT NOT NULL,
    type        TEXT   NOT NULL,
    actor       TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    reason      TEXT   NOT NULL,
    words       TEXT   NOT NULL,
    happened_at BIGINT NOT NULL,
    PRIMARY KEY (case_no, number)
);

-- A notice is about an event of a petition, or about an entry whose answer has
-- been corrected. delivered_at is NULL until a channel has confirmed it.
CREATE TABLE mailbox (
    id           TEXT   NOT NULL PRIMARY KEY,
    person       TEXT   NOT NULL,
    case_no      TEXT   REFERENCES petitions (case_no),
    event_number BIGINT,
    entry        TEXT,
    words        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    delivered_at BIGINT,
    CHECK ((case_no IS NULL) <> (entry IS NULL))
);
CREATE INDEX mailbox_waiting ON mailbox (person, created_at) WHERE delivered_at IS NULL;

CREATE TABLE deliveries (
    id            TEXT   NOT NULL PRIMARY KEY,
    case_no       TEXT   NOT NULL REFERENCES petitions (case_no),
    event_number  BIGINT NOT NULL,
    officer       TEXT   NOT NULL,
    task_id       TEXT   NOT NULL CHECK (task_id <> ''),
    body          TEXT   NOT NULL,
    state         TEXT   NOT NULL,
    response_code TEXT   NOT NULL,
    message_id    TEXT   NOT NULL,
    reason        TEXT   NOT NULL,
    updated_at    BIGINT NOT NULL,
    UNIQUE (case_no, event_number, officer),
    UNIQUE (task_id, officer)
);

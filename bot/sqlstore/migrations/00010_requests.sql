-- +goose Up

-- Petitions that another program filed for somebody: client is the id of the
-- program's key, service the code under which it filed.
CREATE TABLE requests (
    request TEXT NOT NULL PRIMARY KEY REFERENCES petitions (case_no) ON DELETE CASCADE,
    client  TEXT NOT NULL,
    service TEXT NOT NULL
);
CREATE INDEX requests_client ON requests (client);

-- +goose Up

-- held_at is when an officer ordered that a case be kept beyond its term, 0 where
-- nobody did. anonymised_at is when its key was destroyed; what is left is
-- counted and is nobody's: person, answer, reasons, words and officers are empty.
ALTER TABLE petitions ADD COLUMN held_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE petitions ADD COLUMN anonymised_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX message_keys_case ON message_keys (case_no) WHERE case_no <> '';
CREATE INDEX mailbox_case ON mailbox (case_no);

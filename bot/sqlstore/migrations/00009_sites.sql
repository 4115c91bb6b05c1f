-- +goose Up

-- Where the source of a petition is, as far as it must be known to find others of
-- the same one while the report is sealed: the position rounded to cells of 500 m
-- (NULL where there is none), the name and the spot as keyed hashes ('' likewise).
-- What is found is compared exactly after it was opened. group_id is the case
-- number of the oldest of those that their citizens want handled together, '' for
-- every other.
CREATE TABLE sites (
    case_no   TEXT   NOT NULL PRIMARY KEY REFERENCES petitions (case_no),
    family    TEXT   NOT NULL,
    district  TEXT   NOT NULL,
    street    TEXT   NOT NULL,
    cell_lat  BIGINT,
    cell_lng  BIGINT,
    name_hash TEXT   NOT NULL,
    spot_hash TEXT   NOT NULL,
    filed_at  BIGINT NOT NULL,
    group_id  TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX sites_family ON sites (family, filed_at);
CREATE INDEX sites_group ON sites (group_id);

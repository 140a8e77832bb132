-- A library in SQLite. Days are ISO texts, flags 0 or 1, lists and records JSON.
-- A `key` of 32 digits stands for texts that may be longer than an index can hold (codec.py, key_of).
CREATE TABLE schema_version (version INTEGER NOT NULL);
CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Narrow rows, so that they can be walked; the long columns are in texts and readings.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY,        -- the row of the search index
    id TEXT NOT NULL UNIQUE,           -- the first 16 digits of digest
    digest TEXT NOT NULL UNIQUE,
    given_id TEXT NOT NULL,
    published TEXT,
    publisher TEXT,
    url TEXT,
    url_key TEXT,
    language TEXT,
    voice TEXT NOT NULL,
    version TEXT,                      -- what read it; empty: not read
    compared INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX reports_url ON reports (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX reports_voice ON reports (voice, id);
CREATE INDEX reports_waiting ON reports (coalesce(published, '9999-99-99'), id)
    WHERE version IS NOT NULL AND compared = 0;

CREATE TABLE texts (
    report TEXT PRIMARY KEY REFERENCES reports (id),
    title TEXT,
    text TEXT NOT NULL,
    sketch BLOB NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE origins (
    report TEXT NOT NULL REFERENCES reports (id),
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (report, key)
) WITHOUT ROWID;
CREATE TABLE bands (
    band INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id),
    PRIMARY KEY (band, report)
) WITHOUT ROWID;

CREATE TABLE failures (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    reason TEXT NOT NULL,
    url TEXT,
    report TEXT,
    attempts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE finished (key TEXT PRIMARY KEY, source TEXT NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE feeds (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    next_at TEXT,
    failures INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE readings (report TEXT PRIMARY KEY REFERENCES reports (id), data TEXT NOT NULL);
CREATE TABLE claims (
    key TEXT NOT NULL UNIQUE,          -- REPORT:CLAIM
    report TEXT NOT NULL REFERENCES reports (id),
    number INTEGER NOT NULL,           -- in the order of the reading
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    family TEXT NOT NULL,
    in_title INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    place TEXT NOT NULL,               -- normalised name; empty: none
    country TEXT NOT NULL,
    admin1 TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    source TEXT NOT NULL,              -- the voice: who is named, else the publisher
    source_kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    killed_low INTEGER,
    killed_high INTEGER,
    data TEXT NOT NULL,
    PRIMARY KEY (report, number)
);
CREATE INDEX claims_place ON claims (place, country, key) WHERE place <> '';
CREATE INDEX claims_territory ON claims (place, country, key) WHERE family = 'territory';
CREATE INDEX claims_source ON claims (source, key);

CREATE TABLE decisions (
    report TEXT NOT NULL REFERENCES reports (id),
    number INTEGER NOT NULL,
    claim TEXT NOT NULL,
    verdict TEXT NOT NULL,
    type TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    in_title INTEGER NOT NULL,
    correction TEXT,
    who TEXT NOT NULL,
    at TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE spots (
    block TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    family TEXT NOT NULL,
    report TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (block, first, last, family, report, number)
) WITHOUT ROWID;
CREATE INDEX spots_report ON spots (report);

CREATE TABLE incidents (id TEXT PRIMARY KEY, component TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX incidents_component ON incidents (component);
CREATE TABLE members (
    claim TEXT PRIMARY KEY REFERENCES claims (key),
    component TEXT NOT NULL,
    incident TEXT NOT NULL REFERENCES incidents (id)
) WITHOUT ROWID;
CREATE INDEX members_component ON members (component, claim);
CREATE INDEX members_incident ON members (incident);
CREATE TABLE disagreements (
    incident TEXT NOT NULL REFERENCES incidents (id),
    number INTEGER NOT NULL,
    attribute TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (incident, number)
) WITHOUT ROWID;
CREATE TABLE control (
    place TEXT NOT NULL,
    country TEXT NOT NULL,
    number INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (place, country, number)
) WITHOUT ROWID;

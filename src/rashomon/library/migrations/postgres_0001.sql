-- A library in PostgreSQL, in a schema of its own. The same tables as in SQLite; every text is ordered bytewise ("C"),
-- so that no order hangs on the server's language.
-- A `key` of 32 digits stands for texts that may be longer than an index can hold (codec.py, key_of).
CREATE TABLE schema_version (version bigint NOT NULL);
CREATE TABLE remembered (key text COLLATE "C" PRIMARY KEY, value text COLLATE "C" NOT NULL);

-- Narrow rows, so that they can be walked; the long columns are in texts and readings.
CREATE TABLE reports (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,           -- the first 16 digits of digest
    digest text COLLATE "C" NOT NULL UNIQUE,
    given_id text COLLATE "C" NOT NULL,
    published text COLLATE "C",
    publisher text COLLATE "C",
    url text COLLATE "C",
    url_key text COLLATE "C",
    language text COLLATE "C",
    voice text COLLATE "C" NOT NULL,
    version text COLLATE "C",                      -- what read it; empty: not read
    compared bigint NOT NULL DEFAULT 0
);
CREATE INDEX reports_url ON reports (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX reports_voice ON reports (voice, id);
CREATE INDEX reports_waiting ON reports (coalesce(published, '9999-99-99'), id)
    WHERE version IS NOT NULL AND compared = 0;

CREATE TABLE texts (
    report text COLLATE "C" PRIMARY KEY REFERENCES reports (id),
    title text COLLATE "C",
    text text COLLATE "C" NOT NULL,
    sketch bytea NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX texts_words ON texts USING gin (words);

CREATE TABLE origins (
    report text COLLATE "C" NOT NULL REFERENCES reports (id),
    key text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    PRIMARY KEY (report, key)
);
CREATE TABLE bands (
    band bigint NOT NULL,
    report text COLLATE "C" NOT NULL REFERENCES reports (id),
    PRIMARY KEY (band, report)
);

CREATE TABLE failures (
    key text COLLATE "C" PRIMARY KEY,
    source text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    url text COLLATE "C",
    report text COLLATE "C",
    attempts bigint NOT NULL
);
CREATE TABLE finished (key text COLLATE "C" PRIMARY KEY, source text COLLATE "C" NOT NULL, stamp text COLLATE "C" NOT NULL);
CREATE TABLE feeds (
    key text COLLATE "C" PRIMARY KEY,
    url text COLLATE "C" NOT NULL,
    etag text COLLATE "C",
    modified text COLLATE "C",
    next_at text COLLATE "C",
    failures bigint NOT NULL
);

CREATE TABLE readings (report text COLLATE "C" PRIMARY KEY REFERENCES reports (id), data text COLLATE "C" NOT NULL);
CREATE TABLE claims (
    key text COLLATE "C" NOT NULL UNIQUE,          -- REPORT:CLAIM
    report text COLLATE "C" NOT NULL REFERENCES reports (id),
    number bigint NOT NULL,           -- in the order of the reading
    id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    family text COLLATE "C" NOT NULL,
    in_title bigint NOT NULL,
    trigger_start bigint NOT NULL,
    trigger_end bigint NOT NULL,
    place text COLLATE "C" NOT NULL,               -- normalised name; empty: none
    country text COLLATE "C" NOT NULL,
    admin1 text COLLATE "C" NOT NULL,
    first_day text COLLATE "C",
    last_day text COLLATE "C",
    source text COLLATE "C" NOT NULL,              -- the voice: who is named, else the publisher
    source_kind text COLLATE "C" NOT NULL,
    stance text COLLATE "C" NOT NULL,
    killed_low bigint,
    killed_high bigint,
    data text COLLATE "C" NOT NULL,
    PRIMARY KEY (report, number)
);
CREATE INDEX claims_place ON claims (place, country, key) WHERE place <> '';
CREATE INDEX claims_territory ON claims (place, country, key) WHERE family = 'territory';
CREATE INDEX claims_source ON claims (source, key);

CREATE TABLE decisions (
    report text COLLATE "C" NOT NULL REFERENCES reports (id),
    number bigint NOT NULL,
    claim text COLLATE "C" NOT NULL,
    verdict text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    trigger_start bigint NOT NULL,
    trigger_end bigint NOT NULL,
    in_title bigint NOT NULL,
    correction text COLLATE "C",
    who text COLLATE "C" NOT NULL,
    at text COLLATE "C",
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (report, number)
);

CREATE TABLE spots (
    block text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    family text COLLATE "C" NOT NULL,
    report text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (block, first, last, family, report, number)
);
CREATE INDEX spots_report ON spots (report);

CREATE TABLE incidents (id text COLLATE "C" PRIMARY KEY, component text COLLATE "C" NOT NULL, data text COLLATE "C" NOT NULL);
CREATE INDEX incidents_component ON incidents (component);
CREATE TABLE members (
    claim text COLLATE "C" PRIMARY KEY REFERENCES claims (key),
    component text COLLATE "C" NOT NULL,
    incident text COLLATE "C" NOT NULL REFERENCES incidents (id)
);
CREATE INDEX members_component ON members (component, claim);
CREATE INDEX members_incident ON members (incident);
CREATE TABLE disagreements (
    incident text COLLATE "C" NOT NULL REFERENCES incidents (id),
    number bigint NOT NULL,
    attribute text COLLATE "C" NOT NULL,
    data text COLLATE "C" NOT NULL,
    PRIMARY KEY (incident, number)
);
CREATE TABLE control (
    place text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    data text COLLATE "C" NOT NULL,
    PRIMARY KEY (place, country, number)
);

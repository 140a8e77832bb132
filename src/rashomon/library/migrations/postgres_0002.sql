-- The places whose control timelines wait to be made anew; what an older release remembered of them is given up, and
-- with it the stamp of the comparison, so that all is compared once more.
CREATE TABLE stale (
    place text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    PRIMARY KEY (place, country)
);
DELETE FROM remembered WHERE key IN ('comparison', 'comparison: places');

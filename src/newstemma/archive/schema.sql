-- One table a noun. `noun` holds it whole, as JSON with the model's field names; the other columns are there to
-- be searched and sorted by. Pages and articles are added to; everything derived from the whole pile is replaced.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Files read to the end, so that reading them again costs nothing.
CREATE TABLE input (name TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (name, digest)) WITHOUT ROWID;

CREATE TABLE page (
  id TEXT PRIMARY KEY, url TEXT, fetched TEXT, size INTEGER NOT NULL,
  given TEXT NOT NULL, data BLOB NOT NULL  -- zlib
);
CREATE TABLE place (page TEXT NOT NULL, file TEXT NOT NULL, byte INTEGER, item INTEGER);
CREATE UNIQUE INDEX place_once ON place (page, file, ifnull(byte, -1), ifnull(item, -1));

CREATE TABLE fault (id TEXT PRIMARY KEY, stage TEXT NOT NULL, file TEXT NOT NULL, noun TEXT NOT NULL);

-- `noun` is the article as its page alone gives it; `shown`, where it differs, with what the pile tells of it.
CREATE TABLE article (
  id TEXT PRIMARY KEY, outlet TEXT, headline TEXT, published TEXT, noun TEXT NOT NULL, shown TEXT
);
CREATE VIRTUAL TABLE search USING fts5 (article UNINDEXED, outlet, headline, body, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE analysis (key TEXT PRIMARY KEY, noun TEXT NOT NULL);

CREATE TABLE report (id TEXT PRIMARY KEY, versions INTEGER NOT NULL, outlets INTEGER NOT NULL, noun TEXT NOT NULL);
CREATE TABLE version (article TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (article, report)) WITHOUT ROWID;
CREATE TABLE apparatus (id TEXT PRIMARY KEY, noun TEXT NOT NULL);
CREATE TABLE stemma (id TEXT PRIMARY KEY, noun TEXT NOT NULL);
-- What is read in one article, before names are settled for the whole pile.
CREATE TABLE record (id TEXT PRIMARY KEY, noun TEXT NOT NULL);
-- For each apparatus, stemma and record the hash of all that it was made from: what has the same is kept.
CREATE TABLE made (kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE story (id TEXT PRIMARY KEY, reports INTEGER NOT NULL, articles INTEGER NOT NULL, noun TEXT NOT NULL);
CREATE TABLE telling (report TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE statement (id TEXT PRIMARY KEY, article TEXT NOT NULL, speaker TEXT, kind TEXT NOT NULL, noun TEXT NOT NULL);
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE TABLE event (id TEXT PRIMARY KEY, article TEXT NOT NULL, type TEXT NOT NULL, actor TEXT, recipient TEXT, noun TEXT NOT NULL);
CREATE INDEX event_article ON event (article);
CREATE TABLE actor (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, noun TEXT NOT NULL);
CREATE TABLE finding (id TEXT PRIMARY KEY, kind TEXT NOT NULL, speaker TEXT, articles INTEGER NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL, noun TEXT NOT NULL);
CREATE TABLE member (noun TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (noun, finding)) WITHOUT ROWID;

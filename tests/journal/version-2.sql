PRAGMA application_id=1579141710;
PRAGMA user_version=2;
BEGIN TRANSACTION;
CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, hash BLOB NOT NULL);
INSERT INTO "draft" VALUES('log.pain/note','half a sen',X'8AAF61A3E13D4F122033FDA24C0FF455D47401086EF483E4125B94BF5CE4DF73');
CREATE TABLE ended (seq INTEGER PRIMARY KEY);
INSERT INTO "ended" VALUES(1);
CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE, device TEXT NOT NULL, kind TEXT NOT NULL,
        plan TEXT NOT NULL, version TEXT NOT NULL, closure TEXT NOT NULL,
        path TEXT NOT NULL, occurrence TEXT NOT NULL,
        answered INTEGER NOT NULL, answered_offset INTEGER NOT NULL, answered_zone TEXT NOT NULL,
        meant INTEGER, meant_offset INTEGER, meant_zone TEXT,
        shown INTEGER, shown_offset INTEGER, shown_zone TEXT,
        about INTEGER NOT NULL, day TEXT NOT NULL,
        answers TEXT NOT NULL, note TEXT NOT NULL, supersedes TEXT NOT NULL, hash BLOB NOT NULL
    );
INSERT INTO "event" VALUES(1,'01a23b8f-a780-7d17-b00d-ff200ef0483d','00112233aabbccdd','entry.recorded','daily-stress','','','log.stress','',1796295600000000,3600,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,1796295600000000,'2026-12-03','{"level":7}','','',X'2A37C2586CD89493D2775BA12475761158E74D8A7E7FB775639963DC05BA7E90');
INSERT INTO "event" VALUES(2,'01a23b8f-a780-7d17-b00d-ff20bd753469','00112233aabbccdd','entry.corrected','daily-stress','','','log.stress','',1796295900000000,3600,'Europe/Berlin',1796295600000000,3600,'Europe/Berlin',NULL,NULL,NULL,1796295600000000,'2026-12-03','{"level":3}','après','01a23b8f-a780-7d17-b00d-ff200ef0483d',X'676C49AD7201CFC9ABFD78D7D06D24AC6A282B7725005A8127E67917CEF438A4');
INSERT INTO "event" VALUES(3,'01a23b8f-a780-7d17-b00d-ff21b303fdd9','00112233aabbccdd','session.recorded','','','','breath.box','',1796296140000000,3600,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,1796296140000000,'2026-12-03','{"seconds":300.5}','','',X'8B4274C21B693D1C87F33C7659827F3D95129F4B64F9C21789F85894FE83D7D9');
CREATE TABLE measure (
    path TEXT NOT NULL, field TEXT NOT NULL, day TEXT NOT NULL, seq INTEGER NOT NULL, value REAL NOT NULL,
    PRIMARY KEY (path, field, day, seq)
) WITHOUT ROWID;
INSERT INTO "measure" VALUES('log.stress','level','2026-12-03',2,3.0);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "meta" VALUES('device','00112233aabbccdd');
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE INDEX event_answered ON event (answered);
CREATE INDEX event_kind_answered ON event (kind, answered);
CREATE INDEX event_path_answered ON event (path, answered);
CREATE INDEX event_kind_about ON event (kind, about);
CREATE INDEX event_path_about ON event (path, about);
CREATE INDEX event_ending ON event (substr(id, -6));
CREATE INDEX event_supersedes ON event (supersedes) WHERE supersedes <> '';
COMMIT;

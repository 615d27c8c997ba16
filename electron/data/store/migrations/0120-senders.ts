import type { Migration } from './migration.ts';

/**
 * Who sent a batch, and how each sender's headers were mapped. Mappings kept so far hold for every sender ('').
 */
export const senders: Migration = {
  number: 120,
  name: 'senders',
  sql: `
ALTER TABLE batch ADD COLUMN sender TEXT NOT NULL DEFAULT '';
CREATE INDEX batch_by_sender ON batch (category, sender, id);

CREATE TABLE sender_mapping (
  category TEXT NOT NULL,
  sender TEXT NOT NULL,
  header TEXT NOT NULL,
  field TEXT NOT NULL,
  unit TEXT,
  PRIMARY KEY (category, sender, header)
) STRICT, WITHOUT ROWID;
INSERT INTO sender_mapping SELECT category, '', header, field, unit FROM header_mapping;
DROP TABLE header_mapping;
`,
};

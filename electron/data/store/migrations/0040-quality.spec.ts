import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from './index.ts';

let dir = '';
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fq-migration-')); });
afterEach(() => { rmSync(dir, { recursive: true, force: true }); });

it('0040 adds runs, findings and profiles to a store of the step before, and keeps what it holds', () => {
  const raw = new Database(join(dir, 'a.db'));
  migrate(raw, MIGRATIONS.filter(({ number }) => number < 40));
  raw.exec("INSERT INTO meta VALUES ('word', 'kept')");
  expect(migrate(raw, MIGRATIONS.filter(({ number }) => number <= 40)).to).toBe(40);
  expect(raw.prepare('SELECT value FROM meta').pluck().get()).toBe('kept');
  const tables = raw.prepare("SELECT name FROM pragma_table_list WHERE strict = 1 AND name IN ('quality_run', 'quality_finding', 'category_profile') ORDER BY name").pluck().all();
  expect(tables).toEqual(['category_profile', 'quality_finding', 'quality_run']);
  const finding = (run: number, severity: string, found: number): unknown =>
    raw.prepare("INSERT INTO quality_finding VALUES (?, 'r', '2.4', ?, 1, ?, NULL, '[]', '[]')").run(run, severity, found);
  raw.exec("INSERT INTO quality_run VALUES (1, 'now', 'it', 1, 1, 'h', '0.0', 0, 1, 0, 0)");
  finding(1, 'high', 0);
  raw.pragma('foreign_keys = ON');
  expect(() => finding(2, 'high', 0)).toThrow(/FOREIGN KEY/);
  expect(() => finding(1, 'high', 0)).toThrow(/UNIQUE/);
  expect(() => raw.prepare("UPDATE quality_finding SET severity = 'grave'").run()).toThrow(/CHECK/);
  raw.close();
});

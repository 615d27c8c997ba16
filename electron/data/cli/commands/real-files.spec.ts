import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openStore } from '#data/store/index.ts';
import { importCommand } from './intake.ts';
import { init } from './store.ts';

const FIXTURES = fileURLToPath(new URL('../../intake/fixtures/', import.meta.url));
const counts = z.strictObject({ read: z.int(), accepted: z.int(), unchanged: z.int(), superseded: z.int(), rejected: z.int() });
const ledgers = z
  .strictObject({ category: z.string(), offices: z.strictObject({ first: counts, again: counts }), hostile: z.record(z.string(), z.union([counts, z.string()])) })
  .parse(JSON.parse(readFileSync(join(FIXTURES, 'ledgers.json'), 'utf8')));
const refused = z.object({ path: z.string(), error: z.object({ code: z.string() }) });
const taken = counts.extend({ path: z.string() }).strip();
const outcomes = z.object({
  files: z.array(z.union([refused, taken])),
  // From one sender, so nothing is held aside.
  totals: counts.extend({ held: z.literal(0) }),
});

const folder = mkdtempSync(join(tmpdir(), 'real-files-'));
const db = join(folder, 'store.db');
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await init(['--db', db]);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function take(from: string): Promise<z.infer<typeof outcomes>> {
  return outcomes.parse((await importCommand(['--db', db, '--category', ledgers.category, join(FIXTURES, from)])).output);
}

function outcomeOf(file: z.infer<typeof refused> | z.infer<typeof taken>): string | z.infer<typeof counts> {
  if ('error' in file) return file.error.code;
  const { path: _path, ...ledger } = file;
  return ledger;
}

it('one table saved by LibreOffice and five other writers comes in from the first and is the same from every other, title, two-line header, total and note beside it', async () => {
  const names = readdirSync(join(FIXTURES, 'offices')).filter((name) => !name.endsWith('.fods'));
  const { files, totals } = await take('offices');
  expect(files.map(({ path }) => basename(path)).sort()).toEqual(names.sort());
  expect(files.map(outcomeOf)).toEqual(files.map((_, index) => (index === 0 ? ledgers.offices.first : ledgers.offices.again)));
  expect(totals.read).toBe(totals.accepted + totals.unchanged + totals.superseded + totals.rejected);
  const store = openStore(db, { mode: 'existing' });
  try {
    const rows = store.raw.prepare("SELECT petition_no, petition_date, form, n_town, people, content FROM cat_petition ORDER BY row_id").raw().all();
    expect(rows).toEqual([
      ['OFFICE-1', '2026-10-01', expect.any(String), '330602001', 3, '【样例】第一行\n第二行, "引号" <标记> & 符号'],
      ['00012', '2026-10-02', expect.any(String), '330602002', 12, '【样例】人数是文字，编号以零开头'],
      // The street was dissolved since: of its county only the county is known.
      ['OFFICE-3', '2026-10-03', expect.any(String), null, 1, '【样例】日期是文字，姓名有扩展汉字'],
      ['OFFICE-4', '2026-10-31', expect.any(String), '330602004', 40, '=1+1'],
    ]);
    const reasons = store.raw.prepare('SELECT code, count(*) FROM reject_reason GROUP BY 1 ORDER BY 1').raw().all();
    expect(reasons).toEqual([['bad_date', names.length], ['beside_table', 2 * names.length], ['rounded_id', names.length]]);
  } finally {
    await store.close();
  }
});

it('hostile files made by hand close their counts, or are refused whole with the cause named', async () => {
  const { files, totals } = await take('hostile');
  expect(Object.fromEntries(files.map((file) => [basename(file.path), outcomeOf(file)]))).toEqual(ledgers.hostile);
  expect(totals.read).toBe(totals.accepted + totals.unchanged + totals.superseded + totals.rejected);
  const store = openStore(db, { mode: 'existing' });
  try {
    expect(store.raw.prepare("SELECT count(*) FROM cat_petition WHERE petition_no LIKE 'HOSTILE-%' AND superseded_by IS NULL").pluck().get()).toBe(totals.accepted);
    // What a spreadsheet would run stays a text.
    expect(store.raw.prepare("SELECT content FROM cat_petition WHERE petition_no = 'HOSTILE-7'").pluck().get()).toBe('=HYPERLINK("http://x","点这里")');
  } finally {
    await store.close();
  }
});

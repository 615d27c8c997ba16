import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchId } from '#shared/contract/index.ts';
import { encodeGb18030 } from '#data/sample/gb18030.ts';
import { makeKit, type Kit } from './fixtures/kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 BOM': (text) => Buffer.from(`\ufeff${text}`),
  GB18030: (text) => Buffer.from(encodeGb18030(text)),
  'UTF-16LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

/** Cells as people write them: with separators, quotes, line ends, characters of four bytes, digits alone. */
const department = fc.oneof(
  fc.constantFrom('', '第一科', '甲,乙;丙', '含"引号"的', '两\n行', '制表\t符', '𠮷野办', '3', "'引", '=乙', '—丁—'),
  fc.array(fc.constantFrom('甲', '乙', '"', ',', ';', '\t', '\n', '𠮷', 'a', '1'), { maxLength: 6 }).map((parts) => parts.join('')),
);
const row = fc.record({ key: fc.constantFrom('A', 'B', 'C', 'D', 'E'), department, people: fc.nat({ max: 3 }) });
const file = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 5 }), encoding: fc.constantFrom(...Object.keys(ENCODERS)), delimiter: fc.constantFrom(',', ';', '\t'), lineEnd: fc.constantFrom('\n', '\r\n'), last: fc.boolean(),
});
type Drawn<T> = T extends fc.Arbitrary<infer Value> ? Value : never;
type Row = Drawn<typeof row>;
type File = Drawn<typeof file>;

function bytesOf({ rows, encoding, delimiter, lineEnd, last }: File): Buffer {
  const cell = (text: string): string => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [['编号', '发生日期', '部门', '人数'], ...rows.map((one) => [one.key, '2024-03-05', one.department, String(one.people)])];
  return ENCODERS[encoding]?.(lines.map((cells) => cells.map(cell).join(delimiter)).join(lineEnd) + (last ? lineEnd : '')) ?? Buffer.alloc(0);
}

type Held = Record<string, readonly [string | null, number]>;

/** The whole meaning of the store: per key, the last word of the batches that stand. */
function modelHeld(batches: readonly (readonly Row[])[]): Held {
  const held: Held = {};
  for (const rows of batches) for (const one of rows) held[one.key] = [one.department.trim() === '' ? null : one.department.trim(), one.people];
  return held;
}

function storeHeld(): Held {
  const rows = kit.store.raw.prepare('SELECT case_no, department, people FROM cat_test_case WHERE superseded_by IS NULL').raw().all() as [string, string | null, number][];
  return Object.fromEntries(rows.map(([key, ...rest]) => [key, rest]));
}

it('any table, in any encoding, in any split into batches, taken back in any order, is in the store what the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), async (files, dice) => {
      await kit.close();
      kit = await makeKit();
      const standing: { readonly id: BatchId; readonly rows: readonly Row[]; readonly bytes: Buffer }[] = [];
      const agrees = (): void => {
        expect(storeHeld()).toEqual(modelHeld(standing.map(({ rows }) => rows)));
      };
      for (const [place, one] of files.entries()) {
        const bytes = bytesOf(one);
        const report = await kit.load(kit.file(`${String(place)}.csv`, bytes));
        expect([report.read, report.rejected]).toEqual([one.rows.length, 0]);
        expect(report.accepted + report.unchanged + report.superseded).toBe(report.read);
        // The very same file again is no batch.
        expect(report.batchId === null).toBe(standing.some((known) => known.bytes.equals(bytes)));
        if (report.batchId !== null) standing.push({ id: report.batchId, rows: one.rows, bytes });
        agrees();
      }
      for (const throwOf of dice) {
        const [taken] = standing.splice(throwOf % Math.max(1, standing.length), 1);
        if (taken !== undefined) await kit.undo(taken.id);
        agrees();
      }
      expect(kit.value('SELECT (SELECT count(*) FROM cat_test_case) + (SELECT count(*) FROM witness) + (SELECT count(*) FROM monthly)')).toBe(0);
    }),
    { numRuns: Number(process.env['INTAKE_RUNS'] ?? 40) },
  );
}, 120_000);

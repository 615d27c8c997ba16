import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Settlement } from '#shared/domain/sources/index.ts';
import { columnsOf, tableName } from '#data/catalogue/index.ts';
import type { Store } from '#data/store/index.ts';
import type { MonthlyDeltas } from '../load/aggregates.ts';
import type { Said } from './claims.ts';

/** Makes the store hold of one key what was settled, row by row; the monthly figures follow. */
export class SettlementWriter {
  readonly #monthly: MonthlyDeltas;
  readonly #close;
  readonly #place;
  readonly #remove;
  readonly #copy;
  readonly #forget;
  readonly #witness;

  constructor(raw: Store['raw'], category: CategoryDescriptor, monthly: MonthlyDeltas) {
    this.#monthly = monthly;
    const table = `"${tableName(category)}"`;
    const columns = columnsOf(category).map(({ name }) => name).filter((name) => !OWN.has(name)).map((name) => `"${name}"`).join(', ');
    this.#close = raw.prepare(`UPDATE ${table} SET superseded_by = batch_id WHERE row_id = ? AND superseded_by IS NULL`);
    this.#place = raw.prepare(`UPDATE ${table} SET batch_id = ?, row_no = ?, superseded_by = ? WHERE row_id = ?`);
    this.#remove = raw.prepare(`DELETE FROM ${table} WHERE row_id = ?`);
    this.#copy = raw.prepare(`INSERT INTO ${table} (batch_id, row_no, superseded_by, ${columns}) SELECT $batch, $rowNo, $batch, ${columns} FROM ${table} WHERE row_id = $row`);
    this.#forget = raw.prepare('DELETE FROM witness WHERE batch_id = ? AND row_id = ?');
    this.#witness = raw.prepare('INSERT INTO witness (batch_id, row_id, row_no) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row_no = excluded.row_no');
  }

  /** Returns the versions as they stand then. */
  write({ claims, versions: before }: Said, { versions, witnesses }: Settlement): { readonly row: number; readonly held: boolean }[] {
    for (const { row } of before) this.#close.run(row);
    const rows = versions.map((version) => (version.copy ? Number(this.#copy.run({ batch: version.batch, rowNo: version.rowNo, row: version.row }).lastInsertRowid) : version.row));
    for (const claim of claims) if (!claim.own) this.#forget.run(claim.batch, claim.row);
    const kept = new Set(rows);
    for (const { row, current } of before) {
      if (current) this.#count(before, row, -1);
      if (!kept.has(row)) this.#remove.run(row);
    }
    for (const [place, { batch, rowNo, closedBy, row }] of versions.entries()) {
      this.#place.run(batch, rowNo, closedBy, rows[place]);
      if (closedBy === null) this.#count(before, row, 1);
    }
    for (const { batch, rowNo, version } of witnesses) this.#witness.run(batch, rows[version], rowNo);
    return versions.map(({ held }, place) => ({ row: rows[place] ?? 0, held }));
  }

  #count(versions: Said['versions'], row: number, by: 1 | -1): void {
    const place = versions.find((version) => version.row === row);
    if (place !== undefined) this.#monthly.add(place, by);
  }
}

const OWN: ReadonlySet<string> = new Set(['row_id', 'batch_id', 'row_no', 'superseded_by']);

import { judgement, NEWEST, type Claim, type Judgement } from '#shared/domain/sources/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { Store } from '#data/store/index.ts';
import type { RowPlace } from '../load/aggregates.ts';

/** A version in the category's table, as far as its place in the chain is concerned. */
export interface Version extends RowPlace {
  readonly row: number;
  readonly batch: number;
  readonly current: boolean;
}

/** What was said of one key, in the order of the batches. */
export interface Said {
  readonly versions: readonly Version[];
  readonly claims: readonly Claim[];
}

interface StoredVersion {
  readonly row_id: number;
  readonly batch_id: number;
  readonly row_no: number;
  readonly row_hash: string;
  readonly superseded_by: number | null;
  readonly n_date: string | null;
  readonly n_town: string | null;
  readonly n_department: string | null;
}

/** All that was said of these contradictions' keys, by their ids. */
export function claimsOf({ raw }: Pick<Store, 'raw'>, category: CategoryDescriptor, ids: readonly number[]): ReadonlyMap<number, readonly Claim[]> {
  const reader = new ClaimReader(raw, category);
  const rows = raw.prepare<[number], number>('SELECT row_id FROM contradiction_row WHERE contradiction_id = ?').pluck();
  return new Map(ids.map((id) => [id, reader.read(rows.all(id)).claims]));
}

/** Reads who said what: a batch speaks by the rows it brought, and by those that it brought again unchanged. */
export class ClaimReader {
  readonly #versions;
  readonly #witnesses;
  readonly #sources;
  readonly #category: string;
  #batches = new Map<number, { readonly sender: string; readonly judgement: Judgement }>();

  constructor(raw: Store['raw'], category: CategoryDescriptor) {
    this.#category = category.id;
    this.#versions = raw.prepare<[string], StoredVersion>(
      `SELECT row_id, batch_id, row_no, row_hash, superseded_by, n_date, n_town, n_department FROM "${tableName(category)}" WHERE row_id IN (SELECT value FROM json_each(?))`,
    );
    this.#witnesses = raw.prepare<[string, string], { batch_id: number; row_id: number; row_no: number }>(
      `SELECT w.batch_id, w.row_id, w.row_no FROM batch b CROSS JOIN json_each(?) r CROSS JOIN witness w ON w.batch_id = b.id AND w.row_id = r.value WHERE b.category = ? AND b.state = 'committed'`,
    );
    this.#sources = raw.prepare<[string], { id: number; sender: string; source_rule: string | null }>('SELECT id, sender, source_rule FROM batch WHERE category = ?');
    this.refresh();
  }

  /** Reads the batches anew. */
  refresh(): void {
    this.#batches = new Map(this.#sources.all(this.#category).map(({ id, sender, source_rule: rule }) => [id, { sender, judgement: rule === null ? NEWEST : judgement.parse(JSON.parse(rule)) }]));
  }

  senderOf(batch: number): string {
    return this.#batches.get(batch)?.sender ?? '';
  }

  /**
   * @param rows versions of one key
   * @param without a batch that is to be left out; a row it brought goes over to the next batch that brought the same
   */
  read(rows: readonly number[], without: number | null = null): Said {
    const stored = this.#versions.all(JSON.stringify(rows));
    const brought = stored.map((row) => ({ batch: row.batch_id, rowNo: row.row_no, row: row.row_id, content: row.row_hash }));
    const contents = new Map(brought.map(({ row, content }) => [row, content]));
    const again = this.#witnesses.all(JSON.stringify(rows), this.#category).map((one) => ({ batch: one.batch_id, rowNo: one.row_no, row: one.row_id, content: contents.get(one.row_id) ?? '' }));
    const owned = new Set<number>();
    const claims = [...brought, ...again]
      .filter(({ batch }) => batch !== without)
      .sort((a, b) => a.batch - b.batch || a.rowNo - b.rowNo)
      .map((claim): Claim => {
        const own = !owned.has(claim.row);
        owned.add(claim.row);
        return { ...claim, own, sender: this.senderOf(claim.batch), judgement: this.#batches.get(claim.batch)?.judgement ?? NEWEST };
      });
    return { claims, versions: stored.map((row) => ({ row: row.row_id, batch: row.batch_id, current: row.superseded_by === null, date: row.n_date, town: row.n_town, department: row.n_department })) };
  }
}

import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue } from '#shared/domain/codes/index.ts';
import { settle, type Settlement } from '#shared/domain/sources/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { Store } from '#data/store/index.ts';
import { MonthlyDeltas } from '../load/aggregates.ts';
import { SettlementWriter } from './apply.ts';
import { ClaimReader, type Said } from './claims.ts';
import { ContradictionStore } from './contradiction-store.ts';

/** A key that has to be settled anew when a batch is taken back; id is null where it was not contradicted so far. */
interface Contested {
  readonly id: number | null;
  readonly rows: readonly number[];
}

/** What taking the batch back does to contested keys. */
export interface ContestedUndo {
  /** Rows that the batch brought to them; the rest of the undo does not concern them. */
  readonly rows: readonly number[];
  readonly removed: number;
  readonly restored: number;
}

const NOTHING: ContestedUndo = { rows: [], removed: 0, restored: 0 };

/**
 * Takes the words of a batch out of every key of which several sources spoke, and settles what is left. Needs `temp.undo_last`, the last
 * version of each key that the batch brought.
 */
export class ContestedWithdrawal {
  readonly #raw: Store['raw'];
  readonly #category: CategoryDescriptor;
  readonly #batch: number;
  readonly #table: string;
  readonly #store: ContradictionStore;
  readonly #claims: ClaimReader;

  constructor(raw: Store['raw'], category: CategoryDescriptor, batch: number) {
    this.#raw = raw;
    this.#category = category;
    this.#batch = batch;
    this.#table = `"${tableName(category)}"`;
    this.#store = new ContradictionStore(raw, category);
    this.#claims = new ClaimReader(raw, category);
  }

  /** Whether the category has one source only, so that there is nothing to settle. */
  static isNeedless(raw: Store['raw'], category: CategoryDescriptor): boolean {
    const senders = raw.prepare<[string], number>("SELECT count(DISTINCT sender) FROM batch WHERE category = ? AND state = 'committed'").pluck().get(category.id) ?? 0;
    return senders < 2 && !new ContradictionStore(raw, category).any;
  }

  preview(): ContestedUndo {
    return this.#contested().reduce((sum, one) => this.#sum(sum, this.#without(one)), NOTHING);
  }

  write(): ContestedUndo {
    const contested = this.#contested();
    const monthly = new MonthlyDeltas(this.#raw, this.#category.id);
    const writer = new SettlementWriter(this.#raw, this.#category, monthly);
    let sum = NOTHING;
    for (const one of contested) {
      const plan = this.#without(one);
      sum = this.#sum(sum, plan);
      const key = this.#keyOf(one.rows[0]);
      const rows = writer.write(plan.said, plan.settlement);
      const last = plan.said.claims.at(-1)?.batch ?? this.#batch;
      if (one.id !== null || plan.settlement.contradicted) this.#enter(one.id ?? this.#store.begin(key, last), rows, plan.settlement, last);
    }
    monthly.finish();
    return sum;
  }

  #enter(id: number, rows: readonly { readonly row: number; readonly held: boolean }[], { words, contradicted }: Settlement, last: number): void {
    this.#store.replaceRows(id, rows);
    if (contradicted) this.#store.tell(id, words, last);
    else this.#store.end(id, words);
  }

  #without({ rows }: Contested): { readonly said: Said; readonly settlement: Settlement } {
    const said = this.#claims.read(rows, this.#batch);
    return { said, settlement: settle(said.claims) };
  }

  #sum({ rows, removed, restored }: ContestedUndo, { said, settlement }: { readonly said: Said; readonly settlement: Settlement }): ContestedUndo {
    const mine = said.versions.filter(({ batch }) => batch === this.#batch).map(({ row }) => row);
    const spokenFor = new Set(said.claims.map(({ row }) => row));
    const holds = settlement.versions.find(({ closedBy }) => closedBy === null);
    const held = said.versions.some(({ row, current }) => current && row === holds?.row);
    return { rows: [...rows, ...mine], removed: removed + mine.filter((row) => !spokenFor.has(row)).length, restored: restored + (holds === undefined || held ? 0 : 1) };
  }

  #keyOf(row: number | undefined): CellValue[] {
    const columns = this.#category.key.map((field) => `"${field}"`).join(', ');
    return (this.#raw.prepare(`SELECT ${columns} FROM ${this.#table} WHERE row_id = ?`).raw().get(row) ?? []) as CellValue[];
  }

  /** Known contradictions in which the batch had a word, each with the version below that comes up again; and keys that become one. */
  #contested(): Contested[] {
    const known = this.#raw
      .prepare<{ category: string; batch: number }, number>(
        `SELECT r.contradiction_id FROM contradiction_row r JOIN ${this.#table} t ON t.row_id = r.row_id AND t.batch_id = $batch WHERE r.category = $category
         UNION SELECT r.contradiction_id FROM contradiction_row r JOIN witness w ON w.batch_id = $batch AND w.row_id = r.row_id WHERE r.category = $category`,
      )
      .pluck()
      .all({ category: this.#category.id, batch: this.#batch });
    const below = new Map(this.#links(`n.row_id IN (SELECT row_id FROM contradiction_row WHERE category = '${this.#category.id}')`).map(({ before, last }) => [last, before]));
    return [
      ...known.map((id): Contested => {
        const rows = this.#store.rows(id);
        return { id, rows: [...new Set([...rows, ...rows.flatMap((row) => below.get(row) ?? [])])] };
      }),
      ...this.#becoming(),
    ];
  }

  /** What the batch brought goes over to another source, which now stands against the version that comes before. */
  #becoming(): Contested[] {
    return this.#links(`n.row_id NOT IN (SELECT row_id FROM contradiction_row WHERE category = '${this.#category.id}')
      AND EXISTS (SELECT 1 FROM batch b CROSS JOIN witness w ON w.batch_id = b.id AND w.row_id = n.row_id
        WHERE b.category = '${this.#category.id}' AND b.state = 'committed' AND b.sender <> (SELECT sender FROM batch WHERE id = p.batch_id))`,
    ).map(({ before, last }) => ({ id: null, rows: [before, last] }));
  }

  /** Versions of other batches that the batch closed, each with the batch's last version of the key. */
  #links(where: string): { readonly before: number; readonly last: number }[] {
    const same = this.#category.key.map((id) => `p."${id}" = n."${id}"`).join(' AND ');
    return this.#raw
      .prepare<{ batch: number }, { before: number; last: number }>(
        `SELECT p.row_id AS "before", n.row_id AS "last" FROM ${this.#table} p CROSS JOIN temp.undo_last n ON ${same} WHERE p.superseded_by = $batch AND p.batch_id <> $batch AND ${where}`,
      )
      .all({ batch: this.#batch });
  }
}

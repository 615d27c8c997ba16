import { settle, type SourceRule } from '#shared/domain/sources/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue } from '#shared/domain/codes/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { Store } from '#data/store/index.ts';
import { ClaimReader } from './claims.ts';
import { ContradictionStore } from './contradiction-store.ts';

/** A row that says something else than the version that stands. */
export interface Dissent {
  readonly key: readonly CellValue[];
  readonly content: string;
  readonly rowNo: number;
  readonly standing: { readonly row: number; readonly batch: number };
}

/** supersede: as if there were one source; hold: to be kept aside; repeat: its source said so before and was not followed. */
export type Ruling = 'supersede' | 'hold' | 'repeat';

/** Judges the rows of one batch that contradict what another source said. Asked only where a row of a known key has other content. */
export class ContradictionJudge {
  readonly #raw: Store['raw'];
  readonly #category: CategoryDescriptor;
  readonly #batch: number;
  readonly #sender: string;
  readonly #rule: SourceRule;
  readonly #store: ContradictionStore;
  readonly #claims: ClaimReader;
  readonly #borneOut;
  readonly #bearOut;
  readonly #touched = new Set<number>();
  /** Keys of which this batch has said something else than what stood. */
  readonly #dissented = new Set<string>();

  private constructor(raw: Store['raw'], category: CategoryDescriptor, batch: number, sender: string, rule: SourceRule) {
    this.#raw = raw;
    this.#category = category;
    this.#batch = batch;
    this.#sender = sender;
    this.#rule = rule;
    this.#store = new ContradictionStore(raw, category);
    this.#claims = new ClaimReader(raw, category);
    this.#bearOut = raw.prepare<[number, number, number]>('INSERT INTO witness (batch_id, row_id, row_no) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row_no = excluded.row_no');
    this.#borneOut = raw.prepare<[number, string, string]>(
      `SELECT 1 FROM batch b CROSS JOIN witness w ON w.batch_id = b.id AND w.row_id = ? WHERE b.category = ? AND b.sender <> ? AND b.state = 'committed' LIMIT 1`,
    );
  }

  /** Null where nobody else has sent rows of this category: then nothing can contradict, and nothing is looked up. */
  static open(raw: Store['raw'], category: CategoryDescriptor, batch: number, sender: string, rule: SourceRule): ContradictionJudge | null {
    raw.prepare('UPDATE batch SET source_rule = ? WHERE id = ?').run(rule.by === 'newest' ? null : JSON.stringify(rule), batch);
    const others = raw.prepare("SELECT 1 FROM batch WHERE category = ? AND sender <> ? AND state = 'committed' LIMIT 1").get(category.id, sender);
    if (others === undefined && !new ContradictionStore(raw, category).any) return null;
    return new ContradictionJudge(raw, category, batch, sender, rule);
  }

  judge({ key, content, rowNo, standing }: Dissent): Ruling {
    const known = this.#store.find(key);
    if (known === undefined && this.#claims.senderOf(standing.batch) === this.#sender && this.#borneOut.get(standing.row, this.#category.id, this.#sender) === undefined) return 'supersede';
    const id = known ?? this.#store.begin(key, this.#batch);
    this.#dissented.add(JSON.stringify(key));
    this.#touched.add(id);
    this.#store.addRow(id, standing.row, false);
    const rows = this.#store.rows(id);
    const { claims } = this.#claims.read(rows);
    const { words } = settle(claims);
    if (words.judge({ sender: this.#sender, content, judgement: this.#rule }) !== 'held') return 'supersede';
    const before = words.bySender.get(this.#sender)?.content === content ? claims.find((claim) => claim.content === content) : undefined;
    if (before === undefined) return 'hold';
    if (before.batch !== this.#batch) this.#bearOut.run(this.#batch, before.row, rowNo);
    return 'repeat';
  }

  /** A row that says what stands: after another word of the same batch it is the batch's last one. */
  agree(key: readonly CellValue[], standing: number, rowNo: number): void {
    if (this.#dissented.size > 0 && this.#dissented.has(JSON.stringify(key))) this.#bearOut.run(this.#batch, standing, rowNo);
  }

  /** Enters a version that was kept aside. */
  held(key: readonly CellValue[], row: number): void {
    const id = this.#store.find(key);
    if (id !== undefined) this.#store.addRow(id, row, true);
  }

  /** Once all rows are written: says where each contradiction stands that this batch had a word in. */
  finish(): void {
    for (const id of this.#touchedBySame()) this.#touched.add(id);
    for (const id of this.#touched) {
      const current = this.#store.currentRow(id);
      if (current !== undefined) this.#store.addRow(id, current, false);
      this.#store.tell(id, settle(this.#claims.read(this.#store.rows(id)).claims).words, this.#batch);
    }
  }

  /** Contradictions of which this batch brought the holding version again. */
  #touchedBySame(): number[] {
    return this.#raw
      .prepare<{ category: string; batch: number }, number>(
        `SELECT r.contradiction_id FROM contradiction_row r JOIN "${tableName(this.#category)}" t ON t.row_id = r.row_id AND t.superseded_by IS NULL
           JOIN witness w ON w.batch_id = $batch AND w.row_id = r.row_id WHERE r.category = $category`,
      )
      .pluck()
      .all({ category: this.#category.id, batch: this.#batch });
  }
}

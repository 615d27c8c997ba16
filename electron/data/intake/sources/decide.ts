import { createHash } from 'node:crypto';
import type { BatchId } from '#shared/contract/common.ts';
import { settle, type Claim, type Refused, type Words } from '#shared/domain/sources/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { columnsOf, tableName } from '#data/catalogue/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { Store } from '#data/store/index.ts';
import { categoryOf } from '../inspect.ts';
import { MonthlyDeltas } from '../load/aggregates.ts';
import { ClaimReader } from './claims.ts';
import { ContradictionStore } from './contradiction-store.ts';

export interface Decision {
  readonly id: number;
  /** A version that says the word that is to hold. */
  readonly rowId: number;
  readonly reason: string;
}

/**
 * Lets the word of one source hold. A word that does not hold yet comes in as a batch of its own, so that everything that follows batches
 * follows it, and so that the decision can be taken back like any batch. The words it goes against stay refused while they are repeated.
 *
 * @throws AppError NOT_FOUND; CONFLICT where no source says that any more
 */
export async function decideContradiction(context: CallContext, { id, rowId, reason }: Decision): Promise<{ readonly batchId: BatchId | null }> {
  const { store, catalogue, actor, clock, emit } = context;
  const at = clock.now();
  const category = categoryOf(catalogue, await categoryOfContradiction(store, id));
  const batchId = await store.write(async (tx) => {
    const { raw } = store;
    const contradictions = new ContradictionStore(raw, category);
    const reader = new ClaimReader(raw, category);
    const said = reader.read(contradictions.rows(id));
    const { words } = settle(said.claims);
    const chosen = wordOf(words, said.claims, rowId);
    const batch = chosen.content === words.standing ? null : enterBatch(raw, category, { id, row: rowId, sender: chosen.sender, by: actor.id, at: at.toISOString() });
    if (batch !== null) contradictions.addRow(id, follow(raw, category, { batch, row: rowId, standing: contradictions.currentRow(id) }), false);
    const refused = [...words.bySender].flatMap(([sender, { content }]): Refused[] => (content === chosen.content ? [] : [{ sender, content }]));
    raw.prepare('INSERT INTO contradiction_decision (contradiction_id, at, by, reason, sender, refused, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(id, at.toISOString(), actor.id, reason, chosen.sender, JSON.stringify(refused), batch);
    reader.refresh();
    contradictions.tell(id, settle(reader.read(contradictions.rows(id)).claims).words, batch ?? undefined);
    await appendAudit(tx, {
      at, actor: actor.id, action: 'contradiction.decided', subject: `contradiction:${String(id)}`,
      details: { category: category.id, key: contradictions.keyOf(id).join(' / '), sender: chosen.sender, against: refused.map(({ sender }) => sender), reason, ...(batch === null ? {} : { batch }) },
    });
    return batch;
  });
  emit({ type: 'changed', topics: batchId === null ? ['contradictions', 'audit'] : ['contradictions', 'batches', 'catalogue', 'audit'], subject: category.id });
  return { batchId: batchId as BatchId | null };
}

async function categoryOfContradiction({ db }: Store, id: number): Promise<string> {
  const row = await db.selectFrom('contradiction').select('category').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', `There is no contradiction ${String(id)} any more.`, { id });
  return row.category;
}

/** The source that says this now; of several the first to have said it. */
function wordOf(words: Words, claims: readonly Claim[], row: number): { readonly sender: string; readonly content: string } {
  const content = claims.find((claim) => claim.row === row)?.content;
  const sender = claims.find((claim) => claim.content === content && words.bySender.get(claim.sender)?.content === content)?.sender;
  if (content === undefined || sender === undefined) throw new AppError('CONFLICT', 'No source says that any more; open the contradiction again.', { reason: 'word', row });
  return { sender, content };
}

interface Entry {
  readonly id: number;
  readonly row: number;
  readonly sender: string;
  readonly by: string;
  readonly at: string;
}

function enterBatch(raw: Store['raw'], category: CategoryDescriptor, entry: Entry): number {
  const sha256 = createHash('sha256').update(canonicalJson({ ...entry }), 'utf8').digest('hex');
  const { lastInsertRowid } = raw
    .prepare(
      `INSERT INTO batch (category, file_name, sha256, size, format, imported_at, imported_by, read_count, accepted_count, unchanged_count, superseded_count, rejected_count, duration_ms, state,
         headers, mapping, sender, source_rule) VALUES (?, ?, ?, 0, 'decision', ?, ?, 1, 0, 0, 1, 0, 0, 'committed', '[]', '[]', ?, '{"by":"decision"}')`,
    )
    .run(category.id, `裁定-${String(entry.id)}`, sha256, entry.at, entry.by, entry.sender);
  return Number(lastInsertRowid);
}

/** Puts a copy of the chosen version in the place of the one that stands; returns its number. */
function follow(raw: Store['raw'], category: CategoryDescriptor, { batch, row, standing }: { readonly batch: number; readonly row: number; readonly standing: number | undefined }): number {
  const table = `"${tableName(category)}"`;
  const columns = columnsOf(category).flatMap(({ kind, name }) => (kind === 'row' && name !== 'row_hash' ? [] : [`"${name}"`])).join(', ');
  const monthly = new MonthlyDeltas(raw, category.id);
  const place = raw.prepare<[number | undefined], { date: string | null; town: string | null; department: string | null }>(`SELECT n_date AS date, n_town AS town, n_department AS department FROM ${table} WHERE row_id = ?`);
  const before = place.get(standing);
  if (before !== undefined) monthly.add(before, -1);
  raw.prepare(`UPDATE ${table} SET superseded_by = ? WHERE row_id = ?`).run(batch, standing);
  const { lastInsertRowid } = raw.prepare(`INSERT INTO ${table} (batch_id, row_no, ${columns}) SELECT ?, 1, ${columns} FROM ${table} WHERE row_id = ?`).run(batch, row);
  const after = place.get(row);
  if (after !== undefined) monthly.add(after, 1);
  monthly.finish();
  return Number(lastInsertRowid);
}

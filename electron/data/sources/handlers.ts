import { z } from 'zod';
import type { BatchId, ContradictionDetail, ContradictionRow, ParsedInput, SourceWord, sourcesContract } from '#shared/contract/index.ts';
import { categoryById, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { CONTRADICTION_STATES } from '#shared/domain/sources/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { decideContradiction, sourceRules } from '#data/intake/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { recordsByIds } from '#data/records/index.ts';
import { batchesById, categoryOfBatch, comparedValues, contradiction, contradictionPage, decisionsOf, type StoredContradiction } from './contradiction-repository.ts';
import { lastClaim, saidOf, type SaidOfKey } from './said.ts';

const states = z.enum(CONTRADICTION_STATES);
const judges = z.enum(['newest', 'rank', 'hold', 'decision']).nullable();
const keyText = z.array(z.union([z.string(), z.number()]));

/** Keys of which sources say different things: which word holds, why, and the decision where the rule leaves it open. */
export const sourcesHandlers: Handlers<typeof sourcesContract> = {
  'sources.rules': (_input, { resourcesDir, catalogue }) => Promise.resolve(sourceRules(resourcesDir, catalogue)),
  'sources.contradictions': (input, context) => page(input, context),
  'sources.contradiction': (input, context) => one(input.id, context),
  'sources.decide': async (input, context) => ({ done: true, ...(await decideContradiction(context, input)) }),
};

async function page({ batch, ...filter }: ParsedInput<'sources.contradictions'>, context: CallContext) {
  const { store, catalogue } = context;
  const ofBatch = batch === undefined ? undefined : await categoryOfBatch(store.db, batch);
  if (batch !== undefined && ofBatch === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(batch)}.`, { batch });
  const { rows, byState } = await contradictionPage(store.db, { ...filter, ...(batch === undefined || ofBatch === undefined ? {} : { batch: { id: batch, category: find(catalogue, ofBatch) } }) });
  const said = new Map<number, SaidOfKey>();
  for (const id of new Set(rows.map((row) => row.category))) {
    for (const [key, value] of saidOf(store, find(catalogue, id), rows.flatMap((row) => (row.category === id ? [row.id] : [])))) said.set(key, value);
  }
  const counts = { open: byState.get('open') ?? 0, ruled: byState.get('ruled') ?? 0, decided: byState.get('decided') ?? 0, agreed: byState.get('agreed') ?? 0 };
  const total = filter.state === undefined ? counts.open + counts.ruled + counts.decided + counts.agreed : counts[filter.state];
  return { rows: rows.map((row) => toRow(row, said.get(row.id))), total, counts };
}

async function one(id: number, context: CallContext): Promise<ContradictionDetail> {
  const { store, catalogue } = context;
  const stored = await contradiction(store.db, id);
  if (stored === undefined) throw new AppError('NOT_FOUND', `There is no contradiction ${String(id)} any more; a batch was taken back.`, { id });
  const category = find(catalogue, stored.category);
  const said = saidOf(store, category, [id]).get(id);
  const words = said === undefined ? [] : await wordsOf(context, category, said);
  const compared = [...(await comparedValues(store.db, category, words.map(({ rowId }) => rowId))).values()];
  return {
    ...toRow(stored, said),
    fields: category.fields.map((field, place) => ({
      field: field.id, name: field.name, unit: field.unit ?? null, personal: field.personal !== undefined, differs: new Set(compared.map((values) => values[place])).size > 1,
    })),
    words,
    decisions: (await decisionsOf(store.db, id)).map(({ batch, undone, ...decision }) => ({ ...decision, batch: batch as BatchId | null, undone: undone === 1 })),
  };
}

async function wordsOf(context: CallContext, category: CategoryDescriptor, said: SaidOfKey): Promise<SourceWord[]> {
  const last = [...said.words.bySender].flatMap(([sender, word]) => {
    const claim = lastClaim(said, sender, word);
    return claim === undefined ? [] : [{ sender, word, claim }];
  });
  const batches = await batchesById(context.store.db, last.map(({ claim }) => claim.batch));
  const { rows } = await recordsByIds(context, category, last.map(({ claim }) => claim.row), last.length);
  const cells = new Map(rows.map((row) => [row.rowId, row.cells]));
  return last
    .map(({ sender, word, claim }) => ({
      sender, holds: word.content === said.words.standing, by: word.by, held: word.held, rowId: claim.row,
      batch: { id: claim.batch as BatchId, rowNo: claim.rowNo, ...(batches.get(claim.batch) ?? { at: '', fileName: '' }) },
      cells: cells.get(claim.row) ?? [],
    }))
    .sort((a, b) => Number(b.holds) - Number(a.holds) || b.batch.id - a.batch.id);
}

function toRow(row: StoredContradiction, said: SaidOfKey | undefined): ContradictionRow {
  return {
    id: row.id, category: row.category, key: keyText.parse(JSON.parse(row.record_key)).join(' / '), state: states.parse(row.state), by: judges.parse(row.judged_by),
    holding: said?.holding ?? [], opposing: said?.opposing ?? [], lastBatch: { id: row.last_batch as BatchId, at: row.at },
  };
}

function find(catalogue: CallContext['catalogue'], id: string): CategoryDescriptor {
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new AppError('NOT_FOUND', `The catalogue has no category ${id}.`, { category: id });
  return category;
}

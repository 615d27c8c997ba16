import { REVEAL_SECONDS, type ParsedInput, type supplyContract } from '#shared/contract/index.ts';
import { categoryById, fieldById } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { storedCell } from './cell-repository.ts';

/** Masked personal cells, opened one at a time. */
export const revealHandlers: Handlers<Pick<typeof supplyContract, 'reveal.cell'>> = {
  'reveal.cell': (input, context) => revealCell(input, context),
};

/**
 * Opens one personal cell of one row. The entry in the audit chain is committed before the value leaves the data process, and
 * holds who, which cell and why, never the value.
 *
 * @throws AppError NOT_FOUND (no such category, row, or an empty cell), BAD_INPUT (the field is not personal)
 */
async function revealCell({ category: id, rowId, field: fieldId, reason }: ParsedInput<'reveal.cell'>, context: CallContext): Promise<{ value: string; seconds: number }> {
  const { store, secrets, catalogue, clock, actor, emit } = context;
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new AppError('NOT_FOUND', `The catalogue has no category ${id}.`, { category: id });
  if (fieldById(category, fieldId)?.personal === undefined) throw new AppError('BAD_INPUT', `Field ${id}.${fieldId} is not masked.`, { field: fieldId });
  const value = await store.write(async (tx) => {
    const cell = await storedCell(tx, category, rowId, fieldId);
    if (cell === undefined) throw new AppError('NOT_FOUND', 'That record is not held any more; its batch may have been taken back.', { rowId });
    if (cell === null) throw new AppError('NOT_FOUND', 'That cell is empty.', { rowId, field: fieldId });
    // Read before it is told of: a cell that cannot be opened was not opened.
    const plain = secrets.reveal(cell);
    await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'personal.revealed', subject: `record:${id}/${String(rowId)}`, details: { category: id, rowId, field: fieldId, reason } });
    return plain;
  });
  emit({ type: 'changed', topics: ['audit'], subject: null });
  return { value, seconds: REVEAL_SECONDS };
}

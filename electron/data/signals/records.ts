import type { RecordPage } from '#shared/contract/index.ts';
import type { RowCondition, SignalRule, Source } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { recordsByIds } from '#data/records/index.ts';
import { readingOf } from './reading-repository.ts';
import { subjectRows, type Paging } from './record-repository.ts';
import type { StoredSignal } from './signal-repository.ts';

/** The rows of a signal's rule, in the parts that the screen shows: of a sequence the first rows and the second. */
export function partsOf({ source, condition }: SignalRule): readonly { readonly source: Source; readonly further: readonly RowCondition[] }[] {
  switch (condition.kind) {
    case 'sequence': return [{ source, further: [] }, { source: condition.then, further: [] }];
    case 'deadline': return [{ source, further: [{ op: 'late', ...condition.late }] }];
    case 'share': return [{ source, further: condition.of }];
    case 'threshold':
    case 'run':
    case 'rate':
    case 'repeat': return [{ source, further: [] }];
  }
}

/**
 * The rows behind a signal as the same query selects them, as they stood when the signal was last found: rows are closed, never
 * overwritten. What was taken back since with its batch is gone. The field that identifies a person is never shown.
 *
 * @throws AppError NOT_FOUND for a part that the rule does not have
 */
export async function signalRecords(context: CallContext, signal: StoredSignal, rule: SignalRule, part: number, paging: Paging): Promise<RecordPage> {
  const wanted = partsOf(rule)[part];
  if (wanted === undefined) throw new AppError('NOT_FOUND', 'This signal has no such records.', { part });
  const days = { from: signal.window_from, to: signal.window_to, asOf: signal.as_of };
  const reading = readingOf(context.catalogue, wanted.source, days, signal.seen_batch);
  const value = signal.subject_value === null ? signal.subject_key : context.secrets.reveal(signal.subject_value);
  const { rowIds, total } = await subjectRows(context.store.db, reading, rule.subject, value, wanted.further, paging);
  return hidePersons(await recordsByIds(context, reading.category, rowIds, total), rule);
}

/** Numbers of persons are replaced by the signal's own word for the subject: eight characters of the hash say which rows are of one. */
function hidePersons(page: RecordPage, { subject }: SignalRule): RecordPage {
  if (subject.kind !== 'person' && subject.kind !== 'household') return page;
  const hidden = page.columns.findIndex(({ field }) => field === subject.field);
  if (page.columns[hidden]?.personal === true) return page;
  return { ...page, rows: page.rows.map((row) => ({ ...row, cells: row.cells.map((cell, index) => (index === hidden ? '***' : cell)) })) };
}

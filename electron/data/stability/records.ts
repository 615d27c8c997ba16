import type { ParsedInput, RecordPage } from '#shared/contract/index.ts';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import { indicatorsOf, isCategoryQuery, windowDays, type IndexDefinition, type IndexQuery, type Indicator } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { recordsByIds } from '#data/records/index.ts';
import { definitionOfRun } from './run.ts';
import { chooseRun, subjectOf } from './runs.ts';
import { recordsBehind } from './record-repository.ts';

/**
 * The records behind one figure of a place, as they stood when the run was computed.
 *
 * @throws AppError NOT_FOUND where the figure does not come from imported records
 */
export async function indicatorRecords(context: CallContext, input: ParsedInput<'stability.indicatorRecords'>): Promise<RecordPage> {
  const { level, month, place, indicator: id, part, which, limit, offset } = input;
  const { run } = await chooseRun(context, subjectOf(level), month, which);
  const definition = definitionOfRun(run);
  const indicator = indicatorsOf(definition).find((one) => one.indicator.id === id)?.indicator;
  if (indicator === undefined) throw new AppError('NOT_FOUND', `The index has no indicator ${id}.`, { indicator: id });
  const { query, window } = asked(definition, indicator, part, month);
  const category = query !== null && isCategoryQuery(query) ? categoryById(context.catalogue, query.category) : undefined;
  if (query === null || !isCategoryQuery(query) || category === undefined) throw new AppError('NOT_FOUND', 'That figure comes from the assessments of this program, not from imported records.', { indicator: id });
  const other = query.via === undefined ? undefined : categoryById(context.catalogue, query.via.category);
  const ofCounty = level === 'town' && indicator.known === 'county';
  const { rowIds, total } = await recordsBehind(context.store.db, {
    query, category, via: query.via === undefined || other === undefined ? null : { category: other, field: query.via.field },
    level: ofCounty ? 'county' : level, place: ofCounty ? place.slice(0, 6) : place, asOf: run.last_batch, window, limit, offset,
  });
  return recordsByIds(context, category, rowIds, total);
}

/** A stock is read as of the month, whatever its date; everything else over the indicator's window. */
function asked(definition: IndexDefinition, { numerator, denominator, windowMonths }: Indicator, part: 'numerator' | 'denominator', month: string): { readonly query: IndexQuery | null; readonly window: { from: string; to: string } | null } {
  const window = windowDays(month, windowMonths);
  if (part === 'numerator') return { query: numerator, window };
  switch (denominator.kind) {
    case 'none': return { query: null, window };
    case 'share': return { query: denominator.of, window };
    default: {
      const base = definition.bases[denominator.kind];
      return { query: base?.query ?? null, window: base?.at === 'month' ? { from: '0000-00-00', to: window.to } : null };
    }
  }
}

import { isCategoryQuery, monthsNeeded, queriesOf, queryKey, type Cells, type IndexDefinition, type IndexInputs, type QueryCells } from '#shared/domain/stability/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { CoreContext, Versioned } from '#data/kernel/index.ts';
import { refOf } from './definitions.ts';
import { keptState, readCells, readMonths, type Batches, type KeptMonth } from './figure-repository.ts';
import { ledgerCells } from './ledger-repository.ts';
import { planPasses, type KeptQuery } from './pass.ts';
import { cellsOf, type Remembered } from './remembered.ts';

type Needs = Pick<CoreContext, 'store' | 'catalogue' | 'regions' | 'inUse' | 'clock'>;

/** The inputs of a month, and their canonical text: what is hashed and frozen. */
export interface Gathered {
  readonly inputs: IndexInputs;
  readonly text: string;
}

/** Reads what a month of an index is computed from, out of figures that are up to date. */
export async function gatherInputs({ store, catalogue, regions, inUse, clock }: Needs, { value: definition, hash }: Versioned<IndexDefinition>, month: string, batches: Batches, remembered: Remembered): Promise<Gathered> {
  const needed = monthsNeeded(definition, month).cells;
  const [first = month, last = month] = [needed[0], needed.at(-1)];
  const kept = new Map(planPasses(catalogue, definition.subject, queriesOf(definition)).flatMap(({ queries }) => queries.map((query) => [queryKey(query.query), query] as const)));
  const queries: QueryCells[] = [];
  const texts: string[] = [];
  for (const query of queriesOf(definition)) {
    const figures = isCategoryQuery(query)
      ? await keptCells(store.db, kept.get(queryKey(query)), first, last, remembered)
      : textual(queryKey(query), within(await ledgerCells({ catalogue, inUse, clock }, store.db, query.ledger), first, last), remembered);
    const scale = kept.get(queryKey(query))?.scale ?? 0;
    queries.push({ query, scale, cells: figures.cells });
    // Months are kept as canonical text: they need not be written again.
    texts.push(`{"cells":${figures.text},"query":${queryKey(query)},"scale":${String(scale)}}`);
  }
  const head = {
    format: 1 as const,
    definition: { ref: refOf(definition), hash },
    month,
    lastBatch: batches.last,
    counties: definition.subject === 'town' ? regions.counties.map(({ code, name, towns }) => ({ code, name, towns: towns.map((town) => ({ code: town.code, name: town.name })) })) : [],
  };
  return { inputs: { ...head, queries }, text: `${canonicalJson(head).slice(0, -1)},"queries":[${texts.join(',')}]}` };
}

interface Figures {
  readonly cells: Cells;
  readonly text: string;
}

async function keptCells(db: Needs['store']['db'], query: KeptQuery | undefined, first: string, last: string, remembered: Remembered): Promise<Figures> {
  const state = query === undefined ? null : await keptState(db, query.hash);
  if (query === undefined || state === null) return { cells: {}, text: '{}' };
  const months = await readMonths(db, state, first, last);
  return figuresOf(query.hash, months, remembered);
}

function textual(query: string, cells: Cells, remembered: Remembered): Figures {
  return figuresOf(query, Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, row]) => ({ month, cells: canonicalJson(row) })), remembered);
}

function figuresOf(query: string, months: readonly KeptMonth[], remembered: Remembered): Figures {
  return { cells: cellsOf(remembered, query, months, readCells), text: `{${months.map(({ month, cells }) => `"${month}":${cells}`).join(',')}}` };
}

function within(cells: Cells, first: string, last: string): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([month]) => month >= first && month <= last));
}

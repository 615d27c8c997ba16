import type { CategorySupply, CategorySupplyDetail, MonthSupply, SupplyMatrix, TownSupply } from '#shared/contract/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { addMonths, chinaDay, judge, monthSpan, monthsUpTo } from '#shared/domain/supply/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { supplyFacts, type CategoryFacts } from './facts.ts';
import { lastFindings, rowsByPlace } from './supply-repository.ts';

const TREND_MONTHS = 12;
const MONTHS_SHOWN = 36;
/** Months that a month is compared with. */
const MONTHS_BEFORE = 24;

/** All systems and categories: what they hold, how fresh it is, how much was refused. */
export async function supplyMatrix(context: CallContext): Promise<SupplyMatrix> {
  const { store, catalogue, clock } = context;
  const today = chinaDay(clock.now());
  const facts = await supplyFacts(context, store.db, catalogue.categories);
  const findings = await lastFindings(store.db);
  const cells = facts.map((one) => cell(one, today, findings.ran ? (findings.byCategory.get(one.category.id) ?? { rules: 0, high: 0, found: 0 }) : null));
  return {
    today,
    systems: catalogue.systems.map((system) => {
      const own = new Set(catalogue.categories.filter((category) => category.system === system.id).map(({ id }) => id));
      return { ...system, categories: cells.filter(({ id }) => own.has(id)) };
    }),
  };
}

/** One category: its months beside what was to be expected, and the towns that stand out in the newest whole one. */
export async function categorySupply(context: CallContext, category: CategoryDescriptor): Promise<CategorySupplyDetail> {
  const { store, catalogue, clock } = context;
  const today = chinaDay(clock.now());
  const [facts] = await supplyFacts(context, store.db, [category]);
  const system = catalogue.systems.find(({ id }) => id === category.system);
  if (facts === undefined || system === undefined) throw new Error(`no facts of category ${category.id}`);
  const findings = await lastFindings(store.db);
  return {
    today,
    system: { id: system.id, name: system.name },
    description: category.description,
    supply: cell(facts, today, findings.ran ? (findings.byCategory.get(category.id) ?? { rules: 0, high: 0, found: 0 }) : null),
    months: monthsOf(facts),
    newest: await newestMonth(context, facts),
  };
}

function cell({ category, rhythm, graceDays, freshness, months, batches }: CategoryFacts, today: string, findings: CategorySupply['findings']): CategorySupply {
  const held = [...months.keys()].filter((month) => month !== '');
  const [first, last] = [held[0] ?? null, held.at(-1) ?? null];
  return {
    id: category.id, name: category.name, rhythm, graceDays, freshness, findings,
    rows: [...months.values()].reduce((sum, rows) => sum + rows, 0),
    months: held.length,
    monthSpan: first === null || last === null ? 0 : monthSpan(first, last),
    firstMonth: first,
    lastMonth: last,
    read: batches?.read ?? 0,
    rejected: batches?.rejected ?? 0,
    lastBatch: batches?.last ?? null,
    trend: monthsUpTo(today.slice(0, 7), TREND_MONTHS).map((month) => ({ month, rows: months.get(month) ?? null })),
  };
}

function monthsOf({ months, wholeMonth }: CategoryFacts): MonthSupply[] {
  const held = [...months.keys()].filter((month) => month !== '');
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = monthsUpTo(last, monthSpan(first, last));
  const rows = all.map((month) => months.get(month) ?? 0);
  return all
    .map((month, position) => ({
      month,
      rows: rows[position] ?? 0,
      judgement: judge(rows[position] ?? 0, rows.slice(Math.max(0, position - MONTHS_BEFORE), position)),
      whole: wholeMonth !== null && month <= wholeMonth,
    }))
    .slice(-MONTHS_SHOWN);
}

async function newestMonth({ store, regions }: CallContext, { category, months, wholeMonth }: CategoryFacts): Promise<CategorySupplyDetail['newest']> {
  const first = [...months.keys()].find((month) => month !== '');
  if (wholeMonth === null || first === undefined || wholeMonth < first) return null;
  const earliest = addMonths(wholeMonth, -MONTHS_BEFORE);
  const from = earliest < first ? first : earliest;
  const before = monthsUpTo(addMonths(wholeMonth, -1), monthSpan(from, wholeMonth) - 1);
  const rows = await rowsByPlace(store.db, category.id, 'town', from, wholeMonth);
  const towns = new Map<string, Map<string, number>>();
  for (const row of rows) towns.set(row.place, (towns.get(row.place) ?? new Map<string, number>()).set(row.month, row.rows));
  const judged: TownSupply[] = [...towns].map(([town, byMonth]) => {
    const value = byMonth.get(wholeMonth) ?? 0;
    return { town, name: town === '' ? '' : (regions.nameOf(town) ?? town), rows: value, judgement: judge(value, before.map((month) => byMonth.get(month) ?? 0)) };
  });
  const unusual = judged.filter(({ judgement }) => judgement.verdict !== 'normal' && judgement.verdict !== 'unknown');
  return { month: wholeMonth, judged: judged.length, towns: unusual.sort((a, b) => Math.abs(b.judgement.z ?? 0) - Math.abs(a.judgement.z ?? 0)) };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { categorySchema, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CategoryQuery } from '#shared/domain/stability/index.ts';
import { loadRegions } from '#data/catalogue/index.ts';
import { openConnection, openSecrets, openStore, type Store } from '#data/store/index.ts';
import { openChecked } from '../intake/load/checked-source.ts';
import type { LoadJob } from '../intake/load/job.ts';
import { loadBatch } from '../intake/load/load.ts';
import { ensureCategoryTables } from '../intake/tables.ts';
import { undoInside } from '../intake/undo/undo.ts';
import { keptState, readCells, readMonths } from './figure-repository.ts';
import { planPasses, type Pass } from './pass.ts';
import { refreshFigures } from './refresh.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const REGIONS = loadRegions(RESOURCES);
const AT = '2026-01-05T08:00:00.000Z';
const name = { zh: '名', en: 'name' };
const field = (id: string, type: string, more: object = {}): object => ({ id, name: { zh: id, en: id }, type, ...more });

/** Tickets say where; flows say who, and where only by their ticket. */
const TICKETS = categorySchema.parse({
  id: '8.1', slug: 'spec_ticket', system: 'S8', rhythm: 'daily', name, description: name, key: ['ticket_no'], roles: { place: 'region', time: 'accepted_on' },
  fields: [field('ticket_no', 'text', { required: true }), field('accepted_on', 'date'), field('region', 'region'), field('kind', 'code', { codes: [{ code: 'a', zh: 'a', en: 'a' }, { code: 'b', zh: 'b', en: 'b' }] }), field('amount', 'number', { scale: 2, unit: '元' })],
});
const FLOWS = categorySchema.parse({
  id: '8.2', slug: 'spec_flow', system: 'S8', rhythm: 'daily', name, description: name, key: ['ticket_no', 'flow_no'], roles: { time: 'sent_on', department: 'unit' },
  fields: [field('ticket_no', 'text', { required: true }), field('flow_no', 'text', { required: true }), field('sent_on', 'date'), field('due_on', 'date'), field('unit', 'text')],
});
const CATALOGUE: Catalogue = { systems: [{ id: 'S8', name, owner: name }], categories: [TICKETS, FLOWS] };
const count = (category: string, where: CategoryQuery['where'] = [], via?: CategoryQuery['via']): CategoryQuery => ({ category, measure: { kind: 'count' }, where, ...(via === undefined ? {} : { via }) });
const BY_TICKET = { category: '8.1', field: 'ticket_no' };
const PLACE_QUERIES: CategoryQuery[] = [
  count('8.1'), count('8.1', [{ field: 'kind', op: 'eq', value: 'a' }]), { category: '8.1', measure: { kind: 'sum', field: 'amount' }, where: [] },
  count('8.2', [], BY_TICKET), count('8.2', [{ field: 'sent_on', op: 'notAfter', other: 'due_on' }], BY_TICKET),
  count('8.2', [{ field: 'due_on', op: 'within', since: 'sent_on', limit: { days: 3 } }], BY_TICKET),
];
const DEPARTMENT_QUERIES: CategoryQuery[] = [count('8.2'), count('8.1', [], { category: '8.2', field: 'ticket_no' })];

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'figures-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Row = readonly string[];
let files = 0;

/** Through the real intake: a known key closes the older row, an unchanged one becomes a witness. */
async function load(category: CategoryDescriptor, rows: readonly Row[]): Promise<number | null> {
  const headers = category.fields.map(({ id }) => id);
  const path = join(folder, `f${String((files += 1))}.csv`);
  writeFileSync(path, [headers.join(','), ...rows.map((row) => row.join(','))].join('\n') + '\n');
  const connection = openConnection(store.path);
  try {
    const job: LoadJob = {
      kind: 'load', storePath: store.path, resourcesDir: RESOURCES, actor: 'spec', at: AT, category, path, fileName: path, sheet: null,
      mapping: headers.map((header, index) => ({ index, header, field: header, unit: null })), sender: '', rememberMapping: false, dryRun: false,
    };
    const secrets = openSecrets(connection);
    const report = await loadBatch(connection, () => openChecked(secrets, REGIONS, job), job, { cancelled: () => false, progress: () => undefined });
    return report.batchId;
  } finally {
    await connection.close();
  }
}

async function undo(category: CategoryDescriptor, batchId: number): Promise<void> {
  const connection = openConnection(store.path);
  try {
    await undoInside(connection, { kind: 'undo', storePath: store.path, resourcesDir: RESOURCES, actor: 'spec', at: AT, category, batchId }, { cancelled: () => false, progress: () => undefined });
  } finally {
    await connection.close();
  }
}

const passes = (): Pass[] => [...planPasses(CATALOGUE, 'town', PLACE_QUERIES), ...planPasses(CATALOGUE, 'department', DEPARTMENT_QUERIES)];
async function refresh(rows: number[] = []): Promise<number> {
  const { last } = await refreshFigures(store, passes(), { breathe: () => Promise.resolve(), progress: (read) => rows.push(read) });
  return last;
}

/** What is kept, as [query, month, subject, value] lines. */
async function kept(): Promise<string[]> {
  const lines: string[] = [];
  for (const pass of passes()) {
    for (const query of pass.queries) {
      const state = await keptState(store.db, query.hash);
      for (const { month, cells } of state === null ? [] : await readMonths(store.db, state, '0000-00', '9999-99')) for (const [subject, value] of Object.entries(readCells(cells))) lines.push(`${pass.by} ${JSON.stringify(query.query)} ${month} ${subject} ${String(value)}`);
    }
  }
  return lines.sort();
}

interface Flat { readonly [column: string]: string | number | null }
/** The same from all rows that are current, counted one by one, without the program's SQL. */
function counted(): string[] {
  const read = (slug: string): Flat[] => store.raw.prepare(`SELECT * FROM cat_${slug} WHERE superseded_by IS NULL`).all() as Flat[];
  const [tickets, flows] = [read('spec_ticket'), read('spec_flow')];
  const days = (day: unknown): number => Date.parse(`${String(day)}T00:00:00Z`) / 86_400_000;
  const largest = (rows: Flat[], column: string): string | null => rows.map((row) => row[column]).filter((value) => value !== null).map(String).sort().at(-1) ?? null;
  const placeOf = (row: Flat, others: Flat[]): string => String(row['n_town'] ?? largest(others, 'n_town') ?? row['n_county'] ?? largest(others, 'n_county') ?? '');
  const lines = new Map<string, bigint>();
  const add = (by: string, query: CategoryQuery, row: Flat, subject: string, value: bigint): void => {
    const key = `${by} ${JSON.stringify(query)} ${String(row['n_date'] ?? '').slice(0, 7)} ${subject}`;
    lines.set(key, (lines.get(key) ?? 0n) + value);
  };
  for (const ticket of tickets) {
    const at = placeOf(ticket, []);
    add('town', PLACE_QUERIES[0]!, ticket, at, 1n);
    if (ticket['kind'] === 'a') add('town', PLACE_QUERIES[1]!, ticket, at, 1n);
    add('town', PLACE_QUERIES[2]!, ticket, at, BigInt(ticket['amount'] ?? 0));
    add('department', DEPARTMENT_QUERIES[1]!, ticket, largest(flows.filter((flow) => flow['ticket_no'] === ticket['ticket_no']), 'n_department') ?? '', 1n);
  }
  for (const flow of flows) {
    const at = placeOf(flow, tickets.filter((ticket) => ticket['ticket_no'] === flow['ticket_no']));
    const [sent, due] = [flow['sent_on'] ?? null, flow['due_on'] ?? null];
    add('town', PLACE_QUERIES[3]!, flow, at, 1n);
    if (sent !== null && due !== null && String(sent) <= String(due)) add('town', PLACE_QUERIES[4]!, flow, at, 1n);
    if (sent !== null && due !== null && days(due) >= days(sent) && days(due) - days(sent) <= 3) add('town', PLACE_QUERIES[5]!, flow, at, 1n);
    add('department', DEPARTMENT_QUERIES[0]!, flow, String(flow['n_department'] ?? ''), 1n);
  }
  return [...lines].filter(([, value]) => value !== 0n).map(([key, value]) => `${key} ${value.toString()}`).sort();
}

const pick = <T>(...of: T[]): fc.Arbitrary<T> => fc.constantFrom(...of);
const ticketRow = fc.tuple(pick('T1', 'T2', 'T3', 'T4'), pick('2024-01-05', '2024-02-06', '2025-12-31', ''), pick('330602001', '330602002', '330603', ''), pick('a', 'b', ''), pick('0.01', '100', '-5.5', ''));
const flowRow = fc.tuple(pick('T1', 'T2', 'T3', 'T5'), pick('1', '2'), pick('2024-01-07', '2024-03-01'), pick('2024-01-07', '2024-01-10', '2024-03-05', ''), pick('甲局', '乙局', ''));
type Step = { readonly kind: 'tickets' | 'flows'; readonly rows: readonly Row[] } | { readonly kind: 'undo'; readonly which: number } | { readonly kind: 'refresh' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.array(ticketRow, { minLength: 1, maxLength: 4 }).map((rows) => ({ kind: 'tickets' as const, rows })) },
  { weight: 3, arbitrary: fc.array(flowRow, { minLength: 1, maxLength: 4 }).map((rows) => ({ kind: 'flows' as const, rows })) },
  { weight: 2, arbitrary: fc.nat({ max: 9 }).map((which) => ({ kind: 'undo' as const, which })) },
  { weight: 3, arbitrary: fc.constant({ kind: 'refresh' as const }) },
);

describe('kept figures', () => {
  it('are those of all current rows, whatever came, changed, moved and was taken back in between', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      store = openStore(join(folder, `s${String((files += 1))}.db`), { mode: 'create' });
      try {
        await ensureCategoryTables(store, CATALOGUE, new Date(AT));
        const held: { readonly category: CategoryDescriptor; readonly id: number }[] = [];
        for (const one of [...steps, { kind: 'refresh' } as const]) {
          if (one.kind === 'refresh') {
            await refresh();
            expect(await kept()).toEqual(counted());
          } else if (one.kind === 'undo') {
            const [batch] = held.splice(one.which % Math.max(1, held.length), 1);
            if (batch !== undefined) await undo(batch.category, batch.id);
          } else {
            const category = one.kind === 'tickets' ? TICKETS : FLOWS;
            const id = await load(category, one.rows);
            if (id !== null) held.push({ category, id });
          }
        }
      } finally {
        await store.close();
      }
    }), { numRuns: 30 });
  }, 120_000);

  it('read nothing again where no batch came, and only the new rows where one did', async () => {
    store = openStore(join(folder, 'store.db'), { mode: 'create' });
    try {
      await ensureCategoryTables(store, CATALOGUE, new Date(AT));
      await load(TICKETS, Array.from({ length: 50 }, (_, n) => [`T${String(n)}`, '2024-01-05', '330602001', 'a', '1']));
      await load(FLOWS, Array.from({ length: 50 }, (_, n) => [`T${String(n)}`, '1', '2024-01-07', '2024-01-09', '甲局']));
      const first: number[] = [];
      expect(await refresh(first)).toBe(2);
      expect(first.at(-1)).toBeGreaterThanOrEqual(200);
      const again: number[] = [];
      await refresh(again);
      expect(again.at(-1)).toBe(0);
      await load(TICKETS, [['T1', '2024-01-05', '330603001', 'b', '1']]);
      const later: number[] = [];
      await refresh(later);
      expect(later.at(-1)).toBe(0);
      expect(await kept()).toEqual(counted());
      expect((await kept()).filter((line) => line.includes('330603001'))).toHaveLength(5);
    } finally {
      await store.close();
    }
  });

  it('finds the changed rows by index, not by reading the category', async () => {
    store = openStore(join(folder, 'store.db'), { mode: 'create' });
    try {
      await ensureCategoryTables(store, CATALOGUE, new Date(AT));
      for (const rows of ['t.batch_id > 5 AND t.superseded_by IS NULL', 't.superseded_by > 5 AND t.batch_id <= 5']) {
        const plan = store.raw.prepare(`EXPLAIN QUERY PLAN SELECT t.row_id FROM cat_spec_ticket AS t WHERE ${rows}`).all() as { detail: string }[];
        expect(plan.map(({ detail }) => detail).join(' ')).toMatch(/USING (COVERING )?INDEX cat_spec_ticket_by_(batch|closing)/);
      }
    } finally {
      await store.close();
    }
  });

  it('stops where it is wished and keeps what is whole', async () => {
    store = openStore(join(folder, 'store.db'), { mode: 'create' });
    try {
      await ensureCategoryTables(store, CATALOGUE, new Date(AT));
      await load(TICKETS, [['T1', '2024-01-05', '330602001', 'a', '1']]);
      let breaths = 0;
      const stop = refreshFigures(store, passes(), {
        breathe: () => ((breaths += 1) > 2 ? Promise.reject(new Error('stopped')) : Promise.resolve()),
        progress: () => undefined,
      });
      await expect(stop).rejects.toThrow('stopped');
      await refresh();
      expect(await kept()).toEqual(counted());
    } finally {
      await store.close();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleSummary, SignalPage, SignalRow } from '#shared/contract/index.ts';
import { addMonths } from '#shared/domain/supply/index.ts';
import { evaluateDue } from './index.ts';
import { EXPECTED, type Expected } from './fixtures/rule-sql.ts';
import { AS_OF, MANAGER, openSampleStore, type SampleStore } from './fixtures/sample-store.ts';
import { libraryOf } from './library.ts';

/** Every shipped rule on sample data that went through the import, against SQL written by hand. */
let store: SampleStore;
let rules: readonly RuleSummary[] = [];
beforeAll(async () => {
  store = await openSampleStore(500);
  const result = await evaluateDue(store.core.context, false);
  expect(result).toMatchObject({ rules: 28, updated: 0, unsupported: 0 });
  rules = await store.core.invoke('signals.rules', {}, MANAGER);
}, 120_000);
afterAll(() => store.close());

interface Stored {
  readonly id: number;
  readonly subject_key: string;
  readonly window_from: string;
  readonly window_to: string;
  readonly records: number;
  readonly level: string;
}
const stored = (rule: string): Stored[] => store.query<Stored>('SELECT * FROM signal WHERE rule_id = ? ORDER BY id', rule);

function expected({ sql, windows, blocks, hashed }: Expected): string[] {
  const rows = store.query<{ subject: string; w: string; n: number }>(sql);
  const key = (subject: string): string => (hashed === true ? store.core.context.secrets.token(subject) : subject);
  if (blocks !== undefined) {
    const all = rows.flatMap(({ subject, w, n }) => Array.from({ length: Math.floor(n / blocks) }, (_, index) => ({ subject, first: addMonths(w, index * blocks) })));
    return all.filter(({ first }) => addMonths(first, blocks - 1) >= '2026-07').map(({ subject, first }) => `${subject} ${first}-01`).sort();
  }
  return rows.map(({ subject, w }) => (windows ? `${key(subject)} ${w}` : key(subject))).sort();
}

describe('a shipped rule raises what SQL of its own finds', () => {
  it.each(Object.entries(EXPECTED))('%s', (id, wanted) => {
    const found = stored(id);
    const wantedKeys = expected(wanted);
    const keys = wanted.windows ? found.map(({ subject_key, window_from }) => `${subject_key} ${window_from}`) : [...new Set(found.map(({ subject_key }) => subject_key))];
    expect(keys.sort()).toEqual(wantedKeys);
    // A rule that the sample data says nothing about would prove nothing.
    expect(found.length).toBeGreaterThan(0);
  });

  it('and nothing else: there is SQL for every rule', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(rules.map(({ rule }) => rule.id).sort());
  });
});

describe('what is raised', () => {
  it('opens to its records: as many as it says, of its subject and its days', async () => {
    for (const { rule } of rules) {
      const [signal] = stored(rule.id);
      const parts = rule.condition.kind === 'sequence' ? [0, 1] : [0];
      const pages = await Promise.all(parts.map((part) => store.core.invoke('signals.records', { id: signal!.id, part, limit: 500 }, MANAGER)));
      expect([rule.id, pages.reduce((sum, page) => sum + page.total, 0)]).toEqual([rule.id, signal!.records]);
      for (const page of pages) expect(page.rows).toHaveLength(page.total);
    }
  });

  it('says its figure: red months in a row, the share that was late, the loss in yuan', () => {
    const [run] = store.query<{ figure: string; records: number }>("SELECT figure, records FROM signal WHERE rule_id = 'red-code-joint' ORDER BY CAST(figure AS INTEGER) DESC");
    const [longest] = store.query<{ n: number }>(`SELECT max(n) AS n FROM (${EXPECTED['red-code-joint']!.sql})`);
    expect(run).toEqual({ figure: String(longest!.n), records: 3 });
    const losses = store.query<{ figure: string; subject_key: string; window_from: string }>("SELECT figure, subject_key, window_from FROM signal WHERE rule_id = 'park-alarm-loss'");
    for (const { figure, subject_key, window_from } of losses) {
      const [sum] = store.query<{ fen: number }>("SELECT sum(loss) AS fen FROM cat_park_alarm WHERE superseded_by IS NULL AND result = 'true' AND n_town = ? AND substr(n_date, 1, 7) = ?", subject_key, window_from.slice(0, 7));
      expect(Math.round(Number(figure) * 100)).toBe(sum!.fen);
    }
    const shares = store.query<{ figure: string }>("SELECT figure FROM signal WHERE rule_id = 'enforcement-late'");
    expect(shares.every(({ figure }) => /^[01]\.\d{4}$/.test(figure) && Number(figure) >= 0.3)).toBe(true);
  });

  it('becomes graver with its figure', () => {
    const levels = store.query<{ figure: string; level: string }>("SELECT figure, level FROM signal WHERE rule_id = 'enforcement-late'");
    expect(new Set(levels.map(({ level }) => level)).size).toBeGreaterThan(1);
    for (const { figure, level } of levels) expect(level).toBe(Number(figure) >= 0.8 ? 'red' : Number(figure) >= 0.5 ? 'orange' : 'yellow');
  });

  it('is handled at once where the data says that it was done, and left to people where it does not', () => {
    const states = store.query<{ state: string; n: number }>(
      `SELECT s.state, count(*) AS n FROM signal s JOIN cat_safety_code c ON c.entity_no = s.subject_key AND c.rating_month = substr(s.window_from, 1, 7) AND c.superseded_by IS NULL
       WHERE s.rule_id = 'red-code-check' AND (c.covert_check_on IS NOT NULL) = (s.state = 'handled') GROUP BY 1`);
    expect(states.reduce((sum, { n }) => sum + n, 0)).toBe(stored('red-code-check').length);
    expect(store.query("SELECT 1 FROM signal WHERE rule_id = 'red-code-check' AND state = 'handled'").length).toBeGreaterThan(0);
  });

  it('is one entry a rule in the audit chain, and names every signal', async () => {
    const entries = store.query<{ details: string }>("SELECT details FROM audit WHERE action = 'signals.evaluated'").map(({ details }) => JSON.parse(details) as { raised: number[]; asOf: string });
    const all = store.query<{ id: number }>('SELECT id FROM signal ORDER BY id').map(({ id }) => id);
    expect(entries.flatMap(({ raised }) => raised).sort((a, b) => a - b)).toEqual(all);
    expect(new Set(entries.map(({ asOf }) => asOf))).toEqual(new Set([AS_OF]));
    expect(await store.core.invoke('audit.verify', {}, MANAGER)).toMatchObject({ ok: true });
  });

  it('never shows who a minor or a household is', async () => {
    const hidden = new Set(['juvenile-relapse', 'juvenile-no-conference', 'household-violence-repeat']);
    const { rows } = await store.core.invoke('signals.list', { limit: 1000 }, MANAGER);
    const persons = rows.filter(({ ruleId }) => hidden.has(ruleId));
    expect(persons.length).toBeGreaterThan(2);
    const refs = store.query<{ ref: string }>('SELECT person_ref AS ref FROM cat_juvenile_crime').map(({ ref }) => ref);
    for (const row of persons) {
      expect(row.subject).toMatchObject({ hidden: true, name: expect.stringMatching(/^[\w-]{8}$/) });
      const text = JSON.stringify([await store.core.invoke('signals.one', { id: row.id }, MANAGER), await store.core.invoke('signals.records', { id: row.id, limit: 100 }, MANAGER)]);
      expect(refs.some((ref) => text.includes(ref))).toBe(false);
      expect(text).not.toMatch(/样例[甲乙丙丁戊己庚辛壬癸]\d{4}/);
    }
    expect(store.query('SELECT 1 FROM signal WHERE subject_key IN (SELECT person_ref FROM cat_juvenile_crime)')).toEqual([]);
  });
});

describe('the same data again', () => {
  it('raises nothing, whatever is asked for', async () => {
    const before = store.query('SELECT * FROM signal ORDER BY id');
    expect(await evaluateDue(store.core.context, false)).toEqual({ rules: 0, raised: 0, updated: 0, unsupported: 0 });
    expect(await evaluateDue(store.core.context, true)).toMatchObject({ rules: 28, raised: 0, updated: 0, unsupported: 0 });
    expect(store.query('SELECT * FROM signal ORDER BY id')).toEqual(before);
  });
});

describe('a trial', () => {
  it('says over the rule’s own months exactly what was raised, and keeps nothing', async () => {
    const before = store.query<{ n: number }>('SELECT count(*) AS n FROM signal');
    for (const { rule } of rules) {
      const trial = await store.core.invoke('signals.tryRule', { id: rule.id, months: rule.recentMonths }, MANAGER);
      expect([rule.id, trial.total]).toEqual([rule.id, stored(rule.id).length]);
      expect(trial.months.reduce((sum, { raised }) => sum + raised, 0)).toBe(trial.total);
      expect(Object.values(trial.levels).reduce((sum, n) => sum + n, 0)).toBe(trial.total);
    }
    expect(store.query('SELECT count(*) AS n FROM signal')).toEqual(before);
  });

  it('with other numbers says what these would have raised', async () => {
    const raised = async (changes: object): Promise<number> => (await store.core.invoke('signals.tryRule', { id: 'red-code-joint', months: 12, changes }, MANAGER)).total;
    const runs = store.query<{ n: number }>(EXPECTED['red-code-joint']!.sql.replace('HAVING count(*) >= 3', '')).map(({ n }) => n);
    for (const months of [2, 3, 4]) expect([months, await raised({ months: String(months) })]).toEqual([months, runs.reduce((sum, n) => sum + Math.floor(n / months), 0)]);
    await expect(raised({ months: '1' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(raised({ times: '2' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('the list', () => {
  const list = (filter: object, more: object = {}): Promise<SignalPage> => store.core.invoke('signals.list', { filter, limit: 1000, ...more }, MANAGER);

  it('filters by level, rule, place, state and words, and counts levels whatever level is chosen', async () => {
    const all = await list({});
    expect(all.total).toBe(store.query<{ n: number }>('SELECT count(*) AS n FROM signal')[0]!.n);
    expect(Object.values(all.levels).reduce((sum, n) => sum + n, 0)).toBe(all.total);
    const red = await list({ levels: ['red'] });
    expect([red.total, red.levels]).toEqual([all.levels.red, all.levels]);
    const order: readonly string[] = ['red', 'orange', 'yellow', 'blue'];
    expect(all.rows.map(({ level }) => order.indexOf(level))).toEqual([...all.rows.map(({ level }) => order.indexOf(level))].sort());
    const county = await list({ places: ['330602'] });
    expect(county.rows.every(({ town }) => town?.startsWith('330602') ?? true)).toBe(true);
    expect(county.total).toBe(store.query<{ n: number }>("SELECT count(*) AS n FROM signal WHERE county = '330602'")[0]!.n);
    const handled = await list({ states: ['handled'], rule: 'red-code-check' });
    expect(handled.rows.map(({ state, ruleId }) => `${state} ${ruleId}`)).toEqual(handled.rows.map(() => 'handled red-code-check'));
    const name = stored('red-code-check')[0]!;
    const label = store.query<{ label: string }>('SELECT label FROM signal WHERE id = ?', name.id)[0]!.label;
    expect((await list({ text: label })).rows.some(({ id }) => id === name.id)).toBe(true);
    expect((await list({ text: 'nobody says this' })).total).toBe(0);
  });

  it('pages and sorts in the data process', async () => {
    const sorted = await list({}, { sort: { field: 'records', direction: 'desc' } });
    const counts = sorted.rows.map(({ records }) => records);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const pages = await Promise.all([0, 50].map((offset) => list({}, { limit: 50, offset })));
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }: SignalRow) => id));
    expect(new Set(ids).size).toBe(100);
  });
});

it('the rules that ship are the ones of the library', () => {
  expect(rules.map(({ hash }) => hash)).toEqual(libraryOf(store.core.context).rules.map(({ hash }) => hash));
});

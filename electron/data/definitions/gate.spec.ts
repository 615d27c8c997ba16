import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '#data/audit/index.ts';
import { Ledger } from './fixtures/ledger.ts';

let ledger: Ledger;
beforeEach(async () => {
  ledger = new Ledger();
  await ledger.open();
});
afterEach(() => ledger.close());

const severityOf = async (id: string): Promise<string | undefined> => (await ledger.ask('quality.overview', {}, 'it')).results.find(({ rule }) => rule.id === id)?.rule.severity;
const RULE = 'entity-project-known';
const changeRule = (severity: string): void => {
  ledger.changeFile('quality/rules.json', (body) => {
    for (const rule of body['rules'] as Record<string, string>[]) if (rule['id'] === RULE) rule['severity'] = severity;
  });
};

describe('a file that was changed on disk', () => {
  it('is not used, neither while the program runs nor after it was started again, until somebody released it', async () => {
    expect(await severityOf(RULE)).toBe('medium');
    changeRule('high');
    expect(await severityOf(RULE)).toBe('medium');
    await ledger.open();
    expect(await severityOf(RULE)).toBe('medium');
    const versions = await ledger.versions('quality', RULE);
    expect(versions).toMatchObject([{ origin: 'program', state: 'released', inUse: true }, { origin: 'file', state: 'submitted', version: 2, inUse: false }]);
    const { seq } = versions[1]!;
    const view = await ledger.ask('definitions.one', { seq }, 'manager');
    expect(view).toMatchObject({ differences: [{ path: 'severity', before: 'medium', after: 'high' }], may: ['release', 'return'] });
    expect((await ledger.ask('definitions.one', { seq })).may).toEqual([]);
    // Seen once is seen: starting again enters nothing anew.
    await ledger.open();
    expect(ledger.actions()).toEqual(['definitions.entered', 'definitions.filesChanged']);
    await ledger.ask('definitions.review', { seq, release: true, note: '' }, 'manager');
    expect(await severityOf(RULE)).toBe('high');
    await ledger.open();
    expect(await severityOf(RULE)).toBe('high');
    // And the file put back does not take it out of use again.
    changeRule('medium');
    await ledger.open();
    expect(await severityOf(RULE)).toBe('high');
    expect(await verifyChain(ledger.core.context.store.db)).toMatchObject({ ok: true });
  });

  it('under a number that was released with another text cannot be released', async () => {
    ledger.changeFile('signals/red-code-check@1.json', (body) => { body['level'] = 'red'; });
    await ledger.open();
    const waiting = (await ledger.versions('rule', 'red-code-check')).at(-1)!;
    expect(waiting).toMatchObject({ origin: 'file', version: 1, altered: true });
    expect((await ledger.ask('definitions.one', { seq: waiting.seq })).faults).toMatchObject([{ path: 'version' }]);
    await expect(ledger.ask('definitions.review', { seq: waiting.seq, release: true, note: '' }, 'manager')).rejects.toMatchObject({ code: 'CHECKS_FAILED' });
    await ledger.ask('definitions.review', { seq: waiting.seq, release: false, note: '请换版本号' }, 'manager');
    expect((await ledger.ask('signals.rule', { id: 'red-code-check' })).rule.level).toBe('yellow');
  });

  it('of a category changes the store only at the start after its release', async () => {
    const names = async (): Promise<string[]> => [(await ledger.ask('catalogue.category', { id: '1.1' }, 'it')).descriptor.name.zh];
    const [before] = await names();
    ledger.changeFile('catalogue/S1/1.1-investment-project.json', (body) => { body['name'] = { zh: '项目（示例改名）', en: 'Renamed' }; });
    await ledger.open();
    expect(await names()).toEqual([before]);
    const { seq } = (await ledger.versions('category', '1.1')).at(-1)!;
    await ledger.ask('definitions.review', { seq, release: true, note: '' }, 'manager');
    await ledger.open();
    expect(await names()).toEqual(['项目（示例改名）']);
  });

  it('is released with a later version of the program that brings it', async () => {
    changeRule('low');
    await ledger.open('1.1.0');
    expect(await severityOf(RULE)).toBe('low');
    expect(await ledger.versions('quality', RULE)).toMatchObject([{ inUse: false }, { origin: 'program', programVersion: '1.1.0', inUse: true }]);
  });
});

describe('what the office releases', () => {
  it('stands in the place of what ships, and stays there when the program brings a newer text', async () => {
    const seq = await ledger.draft('quality', RULE, (body) => { body['severity'] = 'high'; });
    expect(await severityOf(RULE)).toBe('medium');
    await ledger.release(seq);
    expect(await severityOf(RULE)).toBe('high');
    changeRule('low');
    await ledger.open('2.0.0');
    expect(await severityOf(RULE)).toBe('high');
    expect((await ledger.inUse('quality', RULE)).origin).toBe('office');
  });

  it('goes the same way for working days, procedures, obligation rules, survey rules and settings', async () => {
    const holiday = await ledger.draft('calendar', '2026', (body) => { body['year'] = 2027; body['rest'] = ['2027-01-01']; body['work'] = []; }, '2027');
    const types = await ledger.draft('setting', 'decision-types', (body) => { (body['types'] as unknown[]).pop(); });
    const procedure = await ledger.draft('procedure', 'simple', (body) => { body['name'] = { zh: '简易程序（本区）', en: 'Simple, district' }; });
    const obligations = await ledger.draft('obligation', 'obligation-rules', (body) => { (body['projects'] as Record<string, string>)['since'] = '2020-01-01'; });
    const survey = await ledger.draft('survey', 'survey-rules', (body) => { (body['samples'] as unknown[]).pop(); });
    const before = (await ledger.ask('models.decisionTypes', {})).length;
    for (const seq of [holiday, types, procedure, obligations, survey]) await ledger.release(seq);
    expect(await ledger.ask('models.decisionTypes', {})).toHaveLength(before - 1);
    const used = ledger.core.context.inUse;
    expect(used.of('calendar').filter(({ newest }) => newest).map(({ id }) => id)).toEqual(['2025', '2026', '2027']);
    expect(used.of('procedure').find(({ id, newest }) => id === 'simple' && newest)).toMatchObject({ version: 2, body: { version: 2 } });
    expect(used.of('survey').find(({ newest }) => newest)).toMatchObject({ version: 2, body: { version: 2 } });
    expect(used.of('obligation').find(({ id, newest }) => id === 'obligation-rules' && newest)).toMatchObject({ version: 2, body: { projects: { since: '2020-01-01' } } });
  });

  it('says where its text is wrong, and is not kept then', async () => {
    const { seq } = await ledger.ask('definitions.copy', { seq: (await ledger.inUse('calendar', '2026')).seq, id: '2026' });
    const { line, body } = await ledger.ask('definitions.one', { seq });
    const save = (change: object) => ledger.ask('definitions.save', { seq, revision: line.revision, body: { ...(body as object), ...change }, note: '' });
    await expect(save({ rest: ['2026-02-30'] })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { path: expect.stringMatching(/^body\/rest/u) as string } });
    await expect(save({ colour: 'red' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await save({ year: 2028, rest: ['2028-01-01'], work: [] });
    expect((await ledger.ask('definitions.one', { seq })).faults).toMatchObject([{ path: 'year' }]);
    await expect(ledger.ask('definitions.submit', { seq })).rejects.toMatchObject({ code: 'CHECKS_FAILED' });
  });

  it('keeps the name that its kind asks for', async () => {
    const copy = async (kind: 'index' | 'category' | 'rule', id: string, as: string) => ledger.ask('definitions.copy', { seq: (await ledger.inUse(kind, id)).seq, id: as });
    await expect(copy('index', 'town-index', 'own-index')).rejects.toMatchObject({ code: 'NAME_TAKEN', details: { reason: 'same' } });
    await expect(copy('category', '1.1', '1.1')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(copy('rule', 'red-code-check', 'own-red-code')).resolves.toMatchObject({ seq: expect.any(Number) as number });
    await expect(copy('rule', 'red-code-check', 'red-code-check')).resolves.toMatchObject({ seq: expect.any(Number) as number });
  });
});

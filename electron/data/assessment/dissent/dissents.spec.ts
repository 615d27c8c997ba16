import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, AssessmentId, DissentsView } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { panelHandlers as panel } from '#data/panel/index.ts';
import { completeDraft, newDraft } from '../fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../fixtures/workstation.ts';
import { assessmentsHandlers as assessments, dissentsHandlers as dissents, findSnapshot, proposalsHandlers as proposals, recompute } from '../index.ts';

let workstation: Workstation;
let id: AssessmentId;
const as = (name: string): CallContext => workstation.as(name.startsWith('expert') ? 'expert' : name.startsWith('evaluator') ? 'evaluator' : name.startsWith('auditor') ? 'auditor' : 'manager', name);
const code = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof AppError ? error.code : String(error)));
const submit = () => assessments['assessments.submit']({ id }, as('evaluator'));
const decide = () => assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, as('manager'));
const onFactor = (name: string, factorId = 'B5'): Promise<DissentsView> => dissents['dissents.record']({ id, about: { kind: 'factor', factorId }, text: `${name}:补偿标准的影响评低了` }, as(name));
const only = ({ dissents: [one] }: DissentsView) => {
  if (one === undefined) throw new Error('no dissent');
  return one;
};

beforeEach(async () => {
  workstation = openWorkstation();
  id = await newDraft(workstation);
  await completeDraft(workstation, id);
  for (const name of ['expert1', 'expert2', 'expert3', 'manager2']) as(name);
  const account = (name: string) => ({ kind: 'account' as const, account: name as AccountId });
  await panel['panel.setUp']({ id, settings: { aggregation: 'mean', residual: false, weight: false }, members: [account('expert1'), account('expert2')] }, as('evaluator'));
});
afterEach(() => workstation.close());

describe('who may dissent', () => {
  it('the panel once it was asked, and only its members', async () => {
    expect(await code(onFactor('expert1'))).toBe('NOT_PERMITTED');
    expect(await code(dissents['dissents.own']({ id }, as('expert1')))).toBe('NOT_FOUND');
    await panel['panel.openRound']({ id }, as('evaluator'));
    expect(await onFactor('expert1')).toMatchObject({ capacity: 'panel', levels: null, dissents: [{ by: 'expert expert1', capacity: 'panel', about: { kind: 'factor', factorId: 'B5' }, standing: 'open', afterDecision: false, may: ['withdraw'] }] });
    expect(await code(onFactor('expert3'))).toBe('NOT_PERMITTED');
    expect(await code(onFactor('expert2', 'ZZ'))).toBe('BAD_INPUT');
    // Nobody but its author and who reads cases sees it.
    expect((await dissents['dissents.own']({ id }, as('expert2'))).dissents).toEqual([]);
    expect((await dissents['dissents.list']({ id }, as('auditor'))).dissents).toHaveLength(1);
    expect(await code(proposals['proposals.remove']({ id: (await assessments['assessments.get']({ id }, as('evaluator'))).proposal.id }, as('evaluator')))).toBe('CONFLICT');
  });

  it('evaluators who did not submit it and managers, once it was submitted', async () => {
    expect([await code(onFactor('manager2')), await code(onFactor('evaluator2'))]).toEqual(['NOT_PERMITTED', 'NOT_PERMITTED']);
    await submit();
    expect(await code(onFactor('evaluator'))).toBe('NOT_PERMITTED');
    expect(await onFactor('evaluator2')).toMatchObject({ capacity: 'reviewer', levels: { initial: 'low', residual: 'low' } });
    expect((await onFactor('manager2')).dissents.map(({ by, capacity }) => [by, capacity])).toEqual([['evaluator evaluator2', 'reviewer'], ['manager manager2', 'meeting']]);
  });
});

describe('a decision over a dissent', () => {
  it('waits until every dissent is answered by another or withdrawn, and freezes both with the case', async () => {
    await submit();
    const recorded = only(await dissents['dissents.record']({ id, about: { kind: 'level', side: 'residual', holds: 'high' }, text: '措施后仍为高风险' }, as('manager2')));
    expect(await code(decide())).toBe('DISSENT_OPEN');
    expect((await assessments['assessments.get']({ id }, as('manager'))).dissents).toEqual({ total: 1, open: 1 });
    const speak = (name: string) => dissents['dissents.answer']({ id, dissentId: recorded.id, text: '已复核,措施落实后为低风险' }, as(name));
    expect(await code(speak('manager2'))).toBe('SAME_PERSON');
    expect(await code(dissents['dissents.withdraw']({ id, dissentId: recorded.id, text: 'x' }, as('manager')))).toBe('NOT_PERMITTED');
    expect(only(await speak('manager'))).toMatchObject({ standing: 'answered', replies: [{ action: 'answer', by: 'manager manager' }] });

    const second = (await onFactor('evaluator2')).dissents[1];
    if (second === undefined) throw new Error('no second dissent');
    expect(await code(decide())).toBe('DISSENT_OPEN');
    await dissents['dissents.withdraw']({ id, dissentId: second.id, text: '误记' }, as('evaluator2'));
    expect(await code(dissents['dissents.answer']({ id, dissentId: second.id, text: 'x' }, as('manager')))).toBe('CONFLICT');
    await decide();

    const stored = await findSnapshot(as('auditor').store.db, id);
    if (stored === undefined) throw new Error('no snapshot');
    const { intact, equal, snapshot } = recompute(stored);
    expect({ intact, equal }).toEqual({ intact: true, equal: true });
    expect(snapshot.dissents?.map(({ name, about, replies }) => [name, about.kind, replies.map(({ action }) => action)])).toEqual([['manager manager2', 'level', ['answer']], ['evaluator evaluator2', 'factor', ['withdraw']]]);
  });

  it('is followed by dissents that change nothing of what was frozen', async () => {
    await submit();
    const { snapshotHash } = await decide();
    const view = await dissents['dissents.record']({ id, about: { kind: 'conclusion' }, text: '应暂缓实施' }, as('manager2'));
    expect(only(view)).toMatchObject({ afterDecision: true, standing: 'open', revision: (await assessments['assessments.get']({ id }, as('manager'))).revision });
    await dissents['dissents.answer']({ id, dissentId: only(view).id, text: '已报上级' }, as('manager'));
    expect((await assessments['assessments.get']({ id }, as('manager'))).snapshotHash).toBe(snapshotHash);
    const timeline = await assessments['assessments.timeline']({ id }, as('auditor'));
    expect(timeline.slice(-2).map(({ action, by }) => [action, by])).toEqual([['dissent.recorded', 'manager manager2'], ['dissent.answered', 'manager manager']]);
    expect(timeline.at(-1)?.details).toMatchObject({ dissenter: 'manager manager2', about: 'conclusion', text: '已报上级' });
    expect(await verifyChain(as('auditor').store.db)).toMatchObject({ ok: true });
  });
});

it('keeps the name of the day, whatever the account is called later', async () => {
  await submit();
  await onFactor('manager2');
  as('auditor').store.raw.exec("UPDATE account SET display_name = 'Renamed' WHERE id = 'manager2'");
  expect(only(await dissents['dissents.list']({ id }, as('auditor'))).by).toBe('manager manager2');
});

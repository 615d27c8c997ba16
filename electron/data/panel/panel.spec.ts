import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, AssessmentId, PanelView } from '#shared/contract/index.ts';
import type { Ballot } from '#shared/domain/panel/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { assessmentsHandlers as assessments, proposalsHandlers as proposals } from '#data/assessment/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { completeDraft, newDraft } from '../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { panelHandlers as panel } from './index.ts';

let workstation: Workstation;
let evaluator: CallContext;
let id: AssessmentId;
const expert = (name: string): CallContext => workstation.as('expert', name);
beforeEach(async () => {
  workstation = openWorkstation();
  evaluator = workstation.as('evaluator');
  id = await newDraft(workstation);
  await completeDraft(workstation, id);
  for (const name of ['e1', 'e2', 'e3']) expert(name);
});
afterEach(() => workstation.close());

const SETTINGS = { aggregation: 'median', residual: false, weight: true } as const;
const account = (name: string) => ({ kind: 'account' as const, account: name as AccountId });
const score = (factor: string, p: string, q: string, weight: string): Ballot[number] => ({ factor, p, q, residualP: null, residualQ: null, weight, note: '' });
const setUp = (): Promise<PanelView> => panel['panel.setUp']({ id, settings: SETTINGS, members: [account('e1'), account('e2'), { kind: 'workbook', name: '外聘专家' }] }, evaluator);
const submit = (name: string, round: number, ballot: Ballot) => panel['panel.submitBallot']({ id, round, ballot }, expert(name));
const code = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof AppError ? [error.code, error.details] : [String(error)]));

describe('rounds of a panel', () => {
  it('go from the set-up to scores in the case, with every raw ballot kept', async () => {
    expect((await panel['panel.experts']({}, evaluator)).map(({ id: one }) => one)).toEqual(['e1', 'e2', 'e3']);
    expect(await panel['panel.get']({ id }, evaluator)).toMatchObject({ settings: null, may: { setUp: true, open: false } });
    await setUp();
    const opened = await panel['panel.openRound']({ id }, evaluator);
    expect(opened).toMatchObject({ rounds: [{ round: 1, state: 'open', factors: ['A1', 'B5'], submitted: 0, opinion: null }], may: { setUp: false, open: false, close: true, adopt: false } });
    expect(await panel['panel.invitations']({}, expert('e1'))).toMatchObject([{ assessment: id, round: 1, state: 'open' }]);
    expect(await panel['panel.invitations']({}, expert('e3'))).toEqual([]);

    await submit('e1', 1, [score('A1', '0.1', '0.3', '0.2'), score('B5', '0.7', '0.8', '0.6')]);
    expect(await code(panel['panel.closeRound']({ id }, evaluator))).toEqual(['PANEL_TOO_FEW', { submitted: 1, least: 2 }]);
    await submit('e2', 1, [score('A1', '0.5', '0.4', '0.4'), score('B5', '0.9', '0.8', '0.8')]);
    const closed = await panel['panel.closeRound']({ id }, evaluator);
    expect(closed.rounds[0]?.opinion).toMatchObject({
      ballots: 2, agreement: [{ field: 'p', w: '1' }, { field: 'q', w: '1' }, { field: 'weight', w: '1' }],
      factors: [{ factor: 'A1', fields: [{ field: 'p', aggregate: '0.3', spread: { least: '0.1', most: '0.5' } }, { field: 'q', aggregate: '0.35' }, { field: 'weight', aggregate: '0.3' }] }, { factor: 'B5' }],
    });

    // The second round shows the spread of the first and the own scores, never a name.
    await panel['panel.openRound']({ id }, evaluator);
    const seen = await panel['panel.ballot']({ id }, expert('e1'));
    expect(seen.before).toMatchObject({ round: 1, mine: [{ factor: 'A1', p: '0.1' }, { factor: 'B5' }] });
    expect(JSON.stringify(seen)).not.toMatch(/expert e2|外聘专家/u);
    await submit('e1', 2, [score('A1', '0.3', '0.3', '0.25'), score('B5', '0.8', '0.8', '0.75')]);
    await submit('e2', 2, [score('A1', '0.4', '0.4', '0.25'), score('B5', '0.8', '0.8', '0.75')]);
    await panel['panel.closeRound']({ id }, evaluator);

    const adopted = await panel['panel.adopt']({ id, round: 2 }, evaluator);
    expect(adopted.factors.filter(({ state }) => state === 'identified').map(({ factorId, p, q, weight }) => [factorId, p, q, weight])).toEqual([['A1', '0.35', '0.35', '0.25'], ['B5', '0.8', '0.8', '0.75']]);
    expect(adopted).toMatchObject({ weightMode: 'entered', result: { weightSum: '1', initial: { index: '0.510625' } } });

    const raw = await panel['panel.rawBallots']({ id }, workstation.as('auditor'));
    expect(raw.map(({ round, name }) => [round, name])).toEqual([[1, 'expert e1'], [1, 'expert e2'], [2, 'expert e1'], [2, 'expert e2']]);
    expect(raw[0]?.ballot[0]).toMatchObject({ factor: 'A1', p: '0.1', weight: '0.2' });
    const actions = (await assessments['assessments.timeline']({ id }, evaluator)).map(({ action }) => action).filter((action) => action.startsWith('panel.'));
    expect(actions).toEqual(['panel.setUp', 'panel.roundOpened', 'panel.ballotSubmitted', 'panel.ballotSubmitted', 'panel.roundClosed', 'panel.roundOpened', 'panel.ballotSubmitted', 'panel.ballotSubmitted', 'panel.roundClosed', 'panel.adopted']);
    expect(await verifyChain(evaluator.store.db)).toMatchObject({ ok: true });
    // The raw scores outlive their matter.
    expect(await code(proposals['proposals.remove']({ id: adopted.proposal.id }, evaluator))).toMatchObject(['CONFLICT', {}]);
  });

  it('let nobody see a score before the round is closed, the auditor no less', async () => {
    await setUp();
    await panel['panel.openRound']({ id }, evaluator);
    await panel['panel.saveBallot']({ id, round: 1, ballot: [score('A1', '0.11', '0.12', '0.13')] }, expert('e1'));
    await submit('e2', 1, [score('A1', '0.21', '0.22', '0.23'), score('B5', '0.24', '0.25', '0.26')]);
    for (const view of [await panel['panel.get']({ id }, evaluator), await panel['panel.ballot']({ id }, expert('e1')), await panel['panel.rawBallots']({ id }, workstation.as('auditor'))]) {
      expect(JSON.stringify(view)).not.toContain('0.21');
    }
    expect(evaluator.store.raw.prepare("SELECT count(*) FROM audit WHERE details LIKE '%0.21%'").pluck().get()).toBe(0);
    expect((await panel['panel.ballot']({ id }, expert('e1'))).ballot[0]).toMatchObject({ p: '0.11' });
    expect((await panel['panel.get']({ id }, evaluator)).members.map(({ submitted }) => submitted)).toEqual([false, true, false]);
  });

  it('refuse what would bend them', async () => {
    expect(await code(panel['panel.openRound']({ id }, evaluator))).toMatchObject(['NOT_FOUND', {}]);
    expect(await code(panel['panel.setUp']({ id, settings: SETTINGS, members: [account('e1'), account('manager')] }, evaluator))).toMatchObject(['CONFLICT', { reason: 'noExpert' }]);
    expect(await code(panel['panel.setUp']({ id, settings: SETTINGS, members: [account('e1'), account('e1')] }, evaluator))).toMatchObject(['CONFLICT', { reason: 'twice' }]);
    await setUp();
    await panel['panel.openRound']({ id }, evaluator);
    expect(await code(setUp())).toMatchObject(['CONFLICT', { reason: 'roundBegun' }]);
    expect(await code(panel['panel.openRound']({ id }, evaluator))).toMatchObject(['CONFLICT', { reason: 'roundOpen' }]);
    expect(await code(submit('e3', 1, []))).toMatchObject(['NOT_FOUND', {}]);
    expect(await code(submit('e1', 2, []))).toMatchObject(['BALLOT_INCOMPLETE', {}]);
    const whole = [score('A1', '0.1', '0.3', '0.2'), score('B5', '0.7', '0.8', '0.6')];
    expect(await code(submit('e1', 2, whole))).toMatchObject(['CONFLICT', { reason: 'otherRound' }]);
    await submit('e1', 1, whole);
    expect(await code(submit('e1', 1, whole))).toMatchObject(['CONFLICT', { reason: 'handedIn' }]);
    await submit('e2', 1, whole);
    expect(await code(panel['panel.adopt']({ id, round: 1 }, evaluator))).toMatchObject(['NOT_FOUND', {}]);
    await panel['panel.closeRound']({ id }, evaluator);
    expect(await code(submit('e2', 1, whole))).toMatchObject(['CONFLICT', { reason: 'noOpenRound' }]);
    await assessments['assessments.patchFactor']({ id, factorId: 'A2', patch: { state: 'identified', excludedReason: '' } }, evaluator);
    expect(await code(panel['panel.adopt']({ id, round: 1 }, evaluator))).toMatchObject(['CONFLICT', { reason: 'otherFactors', factors: ['A2'] }]);
  });
});

describe('a scoring workbook', () => {
  const path = (name: string): string => join(workstation.dir, name);

  async function exported(): Promise<string> {
    await setUp();
    const view = await panel['panel.openRound']({ id }, evaluator);
    const save = evaluator.grants.grant(path('ballot.xlsx'), 'write');
    const { sha256 } = await panel['panel.exportWorkbook']({ id, member: view.members[2]!.id, save: save.token, language: 'zh' }, evaluator);
    expect(createHash('sha256').update(readFileSync(path('ballot.xlsx'))).digest('hex')).toBe(sha256);
    return path('ballot.xlsx');
  }
  /** Fills cells as a spreadsheet program would, and writes the workbook anew. */
  async function filled(from: string, cells: Readonly<Record<string, string | number>>, change: (rows: unknown[][]) => void = () => undefined): Promise<string> {
    const { sheets } = await readXlsx(readFileSync(from));
    const rows = sheets[0]!.rows;
    for (const [at, value] of Object.entries(cells)) {
      const [row, column] = at.split(',').map(Number) as [number, number];
      while ((rows[row] ??= []).length <= column) rows[row].push(null);
      rows[row][column] = value;
    }
    change(rows);
    writeFileSync(path('filled.xlsx'), await writeXlsx({ sheets: sheets.map(({ name, rows: all }) => ({ name, rows: all })) }));
    return path('filled.xlsx');
  }
  const bring = (file: string) => panel['panel.importWorkbook']({ id, file: evaluator.grants.grant(file, 'read').token }, evaluator);
  const GOOD = { '4,3': 0.35, '4,4': ' 0.4 ', '4,5': 0.5, '5,3': 0.7, '5,4': '０.8', '5,5': 1, '5,6': '走访所见' };

  it('is protected but for the scores, and comes back as the ballot of its member', async () => {
    const file = await exported();
    const parts = unzipSync(readFileSync(file));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).toMatch(/<sheetProtection[^>]*sheet="1"/u);
    expect(sheet).toMatch(/<dataValidation [^>]*type="decimal"[^>]*sqref="D5:F6"/u);
    expect(strFromU8(parts['xl/workbook.xml']!)).toMatch(/lockStructure="1"/u);
    expect(strFromU8(parts['xl/styles.xml']!)).toMatch(/<protection locked="0"/u);

    const view = await bring(await filled(file, GOOD));
    expect(view.members[2]).toMatchObject({ name: '外聘专家', kind: 'workbook', submitted: true });
    expect(JSON.parse(String(evaluator.store.raw.prepare("SELECT scores FROM panel_ballot WHERE source = 'workbook'").pluck().get()))).toEqual([
      { ...score('A1', '0.35', '0.4', '0.5') }, { ...score('B5', '0.7', '0.8', '1'), note: '走访所见' },
    ]);
    expect(await code(bring(path('filled.xlsx')))).toMatchObject(['CONFLICT', { reason: 'handedIn' }]);
  });

  it('is refused where it is not complete, not ours, changed, or of another round', async () => {
    const file = await exported();
    expect(await code(bring(file))).toMatchObject(['BALLOT_INCOMPLETE', { count: 6, factor: 'A1', field: 'p' }]);
    expect(await code(bring(await filled(file, { ...GOOD, '5,5': 1.5 })))).toMatchObject(['BALLOT_INCOMPLETE', { count: 1, factor: 'B5', field: 'weight', reason: 'outOfRange' }]);
    expect(await code(bring(await filled(file, GOOD, (rows) => { [rows[4], rows[5]] = [rows[5]!, rows[4]!]; })))).toMatchObject(['WORKBOOK_NOT_BALLOT', { reason: 'rowsMoved' }]);
    writeFileSync(path('other.xlsx'), await writeXlsx({ sheets: [{ name: 'x', rows: [['a']] }] }));
    expect(await code(bring(path('other.xlsx')))).toMatchObject(['WORKBOOK_NOT_BALLOT', { reason: 'notOurs' }]);
    writeFileSync(path('text.xlsx'), 'not a workbook');
    expect(await code(bring(path('text.xlsx')))).toMatchObject(['WORKBOOK_NOT_BALLOT', { reason: 'unreadable' }]);
    const good = readFileSync(await filled(file, GOOD));
    const whole = [score('A1', '0.1', '0.3', '0.2'), score('B5', '0.7', '0.8', '0.6')];
    await submit('e1', 1, whole);
    await submit('e2', 1, whole);
    await panel['panel.closeRound']({ id }, evaluator);
    await panel['panel.openRound']({ id }, evaluator);
    writeFileSync(path('late.xlsx'), good);
    expect(await code(bring(path('late.xlsx')))).toMatchObject(['WORKBOOK_NOT_BALLOT', { reason: 'otherRound' }]);
    expect(evaluator.store.raw.prepare("SELECT count(*) FROM panel_ballot WHERE source = 'workbook'").pluck().get()).toBe(0);
  });
});

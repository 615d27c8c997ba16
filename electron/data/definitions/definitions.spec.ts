import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileToken, Input, Output, ProcedureName } from '#shared/contract/index.ts';
import { permissionsOf, type Role } from '#shared/domain/access/index.ts';
import { modelSchema, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { DEFINITION_KINDS } from '#shared/domain/definitions/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import { createDataCore, type DataCore } from '#data/core/index.ts';
import type { Actor } from '#data/kernel/index.ts';
import { completeDraft, newDraft } from '../assessment/fixtures/matter.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
let folder: string;
let core: DataCore;
let programVersion = '1.0.0';

const open = async (mode: 'create' | 'existing'): Promise<DataCore> => {
  let last = 0;
  const opened = await createDataCore({
    storePath: join(folder, 'store.fqdb'), mode, resourcesDir: RESOURCES, intakeWorker: '', programVersion,
    clock: { now: () => new Date('2026-06-15T02:00:00.000Z') }, ids: { next: () => `${mode}-${String((last += 1))}` },
  });
  for (const role of ['evaluator', 'manager'] as const) account(opened, role, role);
  account(opened, 'evaluator', 'second');
  return opened;
};
const account = ({ context }: DataCore, role: Role, id: string): void => {
  context.store.raw
    .prepare("INSERT OR IGNORE INTO account (id, username, display_name, role, password_hash, state, created_at) VALUES (?, ?, ?, ?, '-', 'active', '2026-01-01T00:00:00.000Z')")
    .run(id, id, `name of ${id}`, role);
};
const actor = (role: Role, id: string = role): Actor => ({ id, name: id, role, permissions: new Set(permissionsOf(role)) });
const ask = <Name extends ProcedureName>(name: Name, input: Input<Name>, who = actor('evaluator')): Promise<Output<Name>> => core.invoke(name, input, who);
const review = (seq: number, release: boolean, note = '', who = actor('manager')) => ask('definitions.review', { seq, release, note }, who);
const lineOf = async (kind: 'model' | 'method', id: string) => (await ask('definitions.list', { kind })).findLast((line) => line.id === id)!;
const actions = (): string[] => core.context.store.raw.prepare("SELECT action FROM audit WHERE action LIKE 'definition%' ORDER BY seq").pluck().all() as string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'definitions-spec-'));
  programVersion = '1.0.0';
  core = await open('create');
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A draft of the office's own model, without factor A1 and with another name. */
async function draft(id = 'office-project'): Promise<{ seq: number; body: AssessmentModel }> {
  const { seq } = await ask('definitions.copy', { seq: (await lineOf('model', 'major-project')).seq, id });
  const { line, body } = await ask('definitions.one', { seq });
  const model = modelSchema.parse(body);
  const changed = { ...model, name: { zh: '本区重大项目', en: 'District project' }, areas: model.areas.map((area) => ({ ...area, factors: area.factors.filter((factor) => factor.id !== 'A2') })) };
  const saved = await ask('definitions.save', { seq, revision: line.revision, body: changed, note: '去掉 A2' });
  return { seq, body: modelSchema.parse(saved.body) };
}

describe('what comes with the program', () => {
  it('stands in the ledger once, of every kind, under one entry of the chain', async () => {
    const lines = await ask('definitions.list', {});
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(DEFINITION_KINDS));
    expect(lines.filter(({ kind }) => kind === 'category')).toHaveLength(48);
    expect(lines.filter(({ kind }) => kind === 'model')).toHaveLength(8);
    expect(lines.every(({ origin, state, altered, createdBy }) => origin === 'program' && state === 'released' && !altered && createdBy === 'program')).toBe(true);
    // Of an index that comes in two versions the newer one is used; everything else comes once.
    expect(lines.filter(({ inUse }) => !inUse).map(({ id, version }) => [id, version])).toEqual([['department-index', 1]]);
    expect(actions()).toEqual(['definitions.entered']);
    await core.close();
    core = await open('existing');
    expect(await ask('definitions.list', {})).toEqual(lines);
    expect(actions()).toEqual(['definitions.entered']);
  });

  it('is told apart where a later program changed a text without a new number', async () => {
    const before = await lineOf('model', 'major-project');
    await core.close();
    const raw = await open('existing');
    // As an earlier program would have left it: the same number with another text.
    raw.context.store.raw.prepare('DROP TRIGGER definition_released_no_update').run();
    raw.context.store.raw.prepare("UPDATE definition_version SET body = json_set(body, '$.name.zh', '旧名'), hash = ? WHERE seq = ?").run('0'.repeat(64), before.seq);
    await raw.close();
    programVersion = '1.1.0';
    core = await open('existing');
    const two = (await ask('definitions.list', { kind: 'model' })).filter(({ id }) => id === before.id);
    expect(two).toMatchObject([{ altered: true, inUse: false, programVersion: '1.0.0' }, { altered: true, inUse: true, programVersion: '1.1.0', version: before.version }]);
    const view = await ask('definitions.one', { seq: two[1]!.seq });
    expect(view.differences).toEqual([{ path: 'name/zh', kind: 'changed', before: '旧名', after: view.line.name!.zh }]);
    expect(actions()).toEqual(['definitions.entered', 'definitions.entered']);
  });
});

describe('a model of the office', () => {
  it('comes into use by another account\'s review alone, and stays in use', async () => {
    const { seq } = await draft();
    expect((await ask('models.list', {})).map(({ id }) => id)).not.toContain('office-project');
    const mine = await ask('definitions.submit', { seq });
    expect(mine).toMatchObject({ line: { state: 'submitted', inUse: false, createdBy: 'name of evaluator' }, may: [], faults: [] });
    expect(mine.against).toMatchObject({ ref: 'major-project@1' });
    expect(mine.differences.map(({ kind, path }) => `${kind} ${path}`)).toEqual(expect.arrayContaining(['changed name/zh', 'removed areas/A/factors/A2']));
    await expect(review(seq, true, '', { ...actor('manager'), id: 'evaluator' })).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await expect(review(seq, false)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect((await review(seq, true, '同意')).line).toMatchObject({ state: 'released', inUse: true, reviewedBy: 'name of manager', reviewNote: '同意' });

    expect((await ask('models.list', {})).map(({ id, version }) => `${id}@${String(version)}`)).toContain('office-project@1');
    const fits = async (): Promise<string[]> => (await ask('models.decisionTypes', {})).filter(({ models }) => models.includes('office-project')).map(({ code }) => code);
    expect((await fits()).length).toBeGreaterThan(0);
    expect(await fits()).toEqual((await ask('models.decisionTypes', {})).filter(({ models }) => models.includes('major-project')).map(({ code }) => code));
    const kept = await fits();
    await core.close();
    core = await open('existing');
    expect(await fits()).toEqual(kept);
    const matter = await ask('proposals.create', {
      modelId: 'office-project',
      fields: { title: '某工程（示例）', decisionType: kept[0]!, places: ['330602108'], responsibleUnit: '示例单位', decisionOn: null, startOn: null, endOn: null, description: '', projectCode: null },
    });
    expect((await ask('assessments.get', { id: matter.assessmentId })).factors.map(({ factorId }) => factorId)).not.toContain('A2');
    expect(actions()).toEqual(['definitions.entered', 'definition.copied', 'definition.saved', 'definition.submitted', 'definition.released']);
    expect(await verifyChain(core.context.store.db)).toMatchObject({ ok: true });
  });

  it('is returned with a reason, changed, and never changes once it is released', async () => {
    const { seq, body } = await draft();
    await ask('definitions.submit', { seq });
    await expect(ask('definitions.save', { seq, revision: 3, body, note: '' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await review(seq, false, '请保留 A2');
    const returned = await ask('definitions.one', { seq });
    expect(returned).toMatchObject({ line: { state: 'returned', reviewNote: '请保留 A2' }, may: ['save', 'submit', 'discard'] });
    await expect(ask('definitions.save', { seq, revision: returned.line.revision - 1, body, note: '' })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'revision' } });
    await expect(ask('definitions.save', { seq, revision: returned.line.revision, body, note: '' }, actor('evaluator', 'second'))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(ask('definitions.save', { seq, revision: returned.line.revision, body: { ...body, version: 7 }, note: '' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect((await ask('definitions.save', { seq, revision: returned.line.revision, body, note: '再议' })).line).toMatchObject({ state: 'draft', note: '再议' });
    await ask('definitions.submit', { seq });
    await review(seq, true);
    for (const step of [() => ask('definitions.discard', { seq }), () => ask('definitions.submit', { seq }), () => review(seq, false, 'x')]) {
      await expect(step()).rejects.toMatchObject({ code: 'FROZEN' });
    }
    await expect(Promise.resolve().then(() => core.context.store.raw.prepare('UPDATE definition_version SET body = ? WHERE seq = ?').run('{}', seq))).rejects.toThrow('never changes');
    const next = await ask('definitions.copy', { seq, id: 'office-project' });
    expect((await ask('definitions.one', { seq: next.seq })).line).toMatchObject({ id: 'office-project', version: 2, basedOn: 'office-project@1' });
  });

  it('takes no name of the program, and one draft of a name at a time', async () => {
    const { seq } = await draft();
    const shipped = (await lineOf('model', 'major-project')).seq;
    await expect(ask('definitions.copy', { seq: shipped, id: 'major-project' })).rejects.toMatchObject({ code: 'NAME_TAKEN', details: { reason: 'program' } });
    await expect(ask('definitions.copy', { seq: shipped, id: 'office-project' })).rejects.toMatchObject({ code: 'NAME_TAKEN', details: { reason: 'open' } });
    await expect(ask('definitions.copy', { seq: (await lineOf('method', 'wpq')).seq, id: 'own' })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await ask('definitions.discard', { seq });
    await expect(ask('definitions.one', { seq })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(draft()).resolves.toMatchObject({ body: { version: 1 } });
  });

  it('with a fault stays a draft, and says where', async () => {
    const { seq, body } = await draft();
    const { line } = await ask('definitions.one', { seq });
    const broken = { ...body, method: 'nothing@1', questions: body.questions.map((question, place) => (place === 0 ? { ...question, category: '9.9' } : question)) };
    const view = await ask('definitions.save', { seq, revision: line.revision, body: broken, note: '' });
    expect(view.faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['method', `questions/${body.questions[0]!.id}`]));
    await expect(ask('definitions.submit', { seq })).rejects.toMatchObject({ code: 'CHECKS_FAILED' });
  });
});

describe('a model on trial', () => {
  it('judges a past case by the factors both have, and keeps nothing', async () => {
    const workstation = { as: (role: Role) => core.contextFor(actor(role)) };
    const id = await newDraft(workstation);
    await completeDraft(workstation, id);
    const { seq, body } = await draft();
    // The case has A1 (0.3 x 0.2) and B5 (0.7 x 0.8), a half each. Without A2 nothing changes; without A1 the whole weight is on B5.
    const same = await ask('definitions.tryOn', { seq, assessment: id });
    expect(same).toMatchObject({ model: 'major-project@1', dropped: [], missing: [], initial: { before: { index: '0.31' }, after: { index: '0.31' } }, residual: { before: { index: '0.13' }, after: { index: '0.13' } } });
    const { line } = await ask('definitions.one', { seq });
    const without = { ...body, areas: body.areas.map((area) => ({ ...area, factors: area.factors.filter((factor) => factor.id !== 'A1') })) };
    const asked = new Set(without.areas.flatMap(({ factors }) => factors.flatMap(({ evidence }) => evidence)));
    await ask('definitions.save', { seq, revision: line.revision, body: { ...without, questions: body.questions.filter((question) => asked.has(question.id)) }, note: '' });
    const entries = core.context.store.raw.prepare('SELECT count(*) FROM audit').pluck().get();
    expect(await ask('definitions.tryOn', { seq, assessment: id })).toMatchObject({ dropped: ['A1'], initial: { before: { index: '0.31' }, after: { index: '0.56' } }, residual: { after: { index: '0.24' } } });
    expect(core.context.store.raw.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(entries);
  });
});

describe('a version as a file', () => {
  const grant = (name: string, mode: 'read' | 'write'): FileToken => core.context.grants.grant(join(folder, name), mode).token;

  it('is carried to another workstation, where it is a draft until reviewed there', async () => {
    const { seq } = await draft();
    await ask('definitions.submit', { seq });
    await review(seq, true);
    const { sha256 } = await ask('definitions.export', { seq, save: grant('model.json', 'write') });
    await expect(ask('definitions.import', { file: grant('model.json', 'read') })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'sameText' } });
    const exported = readFileSync(join(folder, 'model.json'));
    await core.close();
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'definitions-spec-'));
    core = await open('create');
    writeFileSync(join(folder, 'model.json'), exported);
    const arrived = await ask('definitions.import', { file: grant('model.json', 'read') });
    expect((await ask('definitions.one', { seq: arrived.seq })).line).toMatchObject({ id: 'office-project', version: 1, hash: sha256, state: 'draft', origin: 'office', inUse: false });
  });

  it('is refused where a word of it was changed, and where it is no such file', async () => {
    const { seq } = await draft();
    await ask('definitions.export', { seq, save: grant('model.json', 'write') });
    const text = readFileSync(join(folder, 'model.json'), 'utf8');
    const refused = async (content: string, reason: string): Promise<void> => {
      writeFileSync(join(folder, 'model.json'), content);
      await expect(ask('definitions.import', { file: grant('model.json', 'read') })).rejects.toMatchObject({ code: 'FILE_NOT_DEFINITION', details: { reason } });
    };
    await refused(text.replace('本区重大项目', '本市重大项目'), 'hash');
    await refused(text.slice(0, -20), 'json');
    await refused('{"name":1}', 'form');
    await expect(ask('definitions.import', { file: grant('none.json', 'read') })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchId } from '#shared/contract/index.ts';
import { completeDraft, newDraft, submittedCase } from '../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { assessmentsHandlers as assessments } from '../assessment/index.ts';
import { impactHandlers } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const impactOf = (id: number) => impactHandlers['impact.ofBatch']({ id: id as BatchId }, workstation.as('it'));

it('lists the open cases whose model asks the category, and the frozen ones that were decided since', async () => {
  // Decided before the batch came in: it cannot have used it.
  workstation.setTime('2026-06-01T02:00:00.000Z');
  const early = await submittedCase(workstation);
  await assessments['assessments.decide']({ id: early, decision: 'implement', reasons: '同意' }, workstation.as('manager'));
  workstation.setTime('2026-06-15T02:00:00.000Z');
  const asked = workstation.hold('2.4', [{ n_date: '2026-05-01', petition_no: 'P1' }]);
  const unasked = workstation.hold('3.7', [{ n_date: '2026-05-01' }]);
  workstation.setTime('2026-06-20T02:00:00.000Z');
  const open = await newDraft(workstation, { title: '在办' });
  await completeDraft(workstation, open);
  const late = await submittedCase(workstation);
  await assessments['assessments.decide']({ id: late, decision: 'implement', reasons: '同意' }, workstation.as('manager'));
  const impact = await impactOf(asked);
  expect(new Map(impact.assessments.map(({ id, state, frozen }) => [id, [state, frozen]]))).toEqual(new Map([[open, ['draft', false]], [late, ['decided', true]]]));
  expect((await impactOf(unasked)).assessments).toEqual([]);
  await expect(impactOf(99)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('lists index months by definitions that ask the category and were made with the batch, and counts signals of its rules', async () => {
  const batch = workstation.hold('2.4', [{ n_date: '2026-05-01', petition_no: 'P1' }]);
  const { raw } = workstation.as('it').store;
  const run = (id: string, month: string, state: string, lastBatch: number, category: string): void => {
    raw.prepare(`INSERT INTO stability_run (id, subject, month, definition_ref, definition_hash, definition, state, result_hash, input_hash, last_batch, undone_count, header, inputs, computed_at, computed_by, reviewed_at, reviewed_by, review_note, published_at, published_by)
      VALUES (?, 'town', ?, 'd@1', ?, ?, ?, 'r', 'i', ?, 0, '{}', x'00', '2026-06-01', 'a', ?, ?, '', ?, ?)`).run(
      id, month, 'h'.repeat(64), JSON.stringify({ dimensions: [{ indicators: [{ source: { category } }] }] }), state, lastBatch,
      ...(state === 'published' ? ['2026-06-02', 'b', '2026-06-03', 'b'] : [null, null, null, null]),
    );
  };
  run('one', '2026-04', 'published', batch, '2.4');
  run('two', '2026-05', 'computed', batch + 1, '2.4');
  run('before', '2026-03', 'published', batch - 1, '2.4');
  run('other', '2026-02', 'computed', batch, '3.1');
  raw.exec(`INSERT INTO signal_rule VALUES ('r', 1, 'h', '{"name":{"zh":"集中来访","en":"Visits"},"source":{"category":"2.4"}}', '2026-01-01'), ('s', 1, 'h', '{"name":{"zh":"别的","en":"Other"},"source":{"category":"3.1"}}', '2026-01-01')`);
  const signal = (rule: string, key: string, seen: number, ended: string | null): void => {
    raw.prepare(`INSERT INTO signal (rule_id, rule_version, level, subject_kind, subject_key, window_key, window_from, window_to, figure, records, seen_batch, as_of, supported, state, owner, due_on, raised_at, ended_at, revision)
      VALUES (?, 1, 'red', 'town', ?, '2026-05', '2026-05-01', '2026-05-31', '1', 1, ?, '2026-05-31', 1, ?, '', '2026-06-10', '2026-06-01', ?, 0)`).run(rule, key, seen, ended === null ? 'raised' : 'closed', ended);
  };
  signal('r', 'a', batch, null);
  signal('r', 'b', batch, null);
  signal('r', 'c', batch, '2026-06-05');
  signal('r', 'd', batch - 1, null);
  signal('s', 'e', batch, null);
  expect(await impactOf(batch)).toMatchObject({
    index: [{ run: 'two', month: '2026-05', frozen: false }, { run: 'one', month: '2026-04', frozen: true }],
    signals: { open: 2, ended: 1, latest: [3, 2, 1].map((id) => ({ id, ruleName: { zh: '集中来访', en: 'Visits' }, level: 'red', from: '2026-05-01', to: '2026-05-31', state: id === 3 ? 'closed' : 'raised' })) },
  });
});

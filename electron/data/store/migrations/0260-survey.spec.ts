import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDraft, submittedCase } from '../../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../../assessment/fixtures/workstation.ts';
import { assessmentsHandlers as assessments } from '../../assessment/index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

it('keeps counted surveys of a case as they are, none twice, and none after the decision', async () => {
  const { raw } = workstation.as('evaluator').store;
  const insert = (id: string, assessment: string, sha: string, people: number | null = 10): unknown =>
    raw.prepare("INSERT INTO survey VALUES (?, ?, 't', 'expropriation', 1, ?, 'a.csv', ?, '{}', '2026-01-01', 'evaluator')").run(id, assessment, people, sha);
  const open = await newDraft(workstation);
  insert('one', open, 'a'.repeat(64));
  expect(() => insert('two', open, 'a'.repeat(64))).toThrow(/UNIQUE/);
  expect(() => insert('two', open, 'short')).toThrow(/CHECK/);
  expect(() => insert('two', open, 'b'.repeat(64), 0)).toThrow(/CHECK/);
  expect(() => insert('two', 'none', 'b'.repeat(64))).toThrow(/FOREIGN KEY/);
  expect(() => raw.exec("UPDATE survey SET title = 'x'")).toThrow('never changes');
  raw.exec("DELETE FROM survey WHERE id = 'one'");
  const decided = await submittedCase(workstation);
  insert('three', decided, 'a'.repeat(64));
  await assessments['assessments.decide']({ id: decided, decision: 'implement', reasons: '同意' }, workstation.as('manager'));
  expect(() => insert('four', decided, 'b'.repeat(64))).toThrow('a frozen assessment never changes');
  expect(() => raw.exec("DELETE FROM survey WHERE id = 'three'")).toThrow('a frozen assessment never changes');
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDraft } from '../../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../../assessment/fixtures/workstation.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

it('says of what a case is a revision, once and for good', async () => {
  const { raw } = workstation.as('evaluator').store;
  const [one, two] = [await newDraft(workstation), await newDraft(workstation)];
  const insert = raw.prepare('INSERT INTO revision VALUES (?, ?)');
  expect(() => insert.run(one, one)).toThrow(/CHECK/);
  expect(() => insert.run(one, 'none')).toThrow(/FOREIGN KEY/);
  insert.run(one, two);
  expect(() => insert.run(one, two)).toThrow(/UNIQUE|PRIMARY/);
  expect(() => raw.exec(`UPDATE revision SET revises = '${two}'`)).toThrow('stays of what it was made of');
});

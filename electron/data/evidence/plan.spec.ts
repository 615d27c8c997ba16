import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { aboutOf, passOf } from './questions.ts';
import { near, source, withinWindow } from './selection-repository.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

/** How SQLite finds the rows of the proposal for a question of the shipped model. */
async function plan(questionId: string, projectCode: string | null): Promise<string> {
  const { store, catalogue, regions, clock, libraries } = workstation.as('evaluator');
  const sources = { catalogue, regions, now: clock.now() };
  const question = libraries.models.flatMap(({ value }) => value.questions).find(({ id }) => id === questionId)!;
  const pass = await passOf(store.db, sources, question, null);
  const about = aboutOf(sources, { places: ['330602108', '330602001'], projectCode });
  const { rows } = await sql<{ detail: string }>`
    EXPLAIN QUERY PLAN SELECT count(*) FROM ${source(pass)} WHERE ${withinWindow(pass)} AND ${near(pass, about)}
  `.execute(store.db);
  return rows.map(({ detail }) => detail).join('\n');
}

describe('the rows of a proposal are found by an index, never by reading the whole category', () => {
  it.each([
    ['petitions', null, [/SEARCH t USING INDEX cat_petition_by_place \(n_town=\? AND n_date>\? AND n_date<\?\)/]],
    ['petitions', 'P', [/SEARCH t USING INDEX cat_petition_by_place/]],
    ['collectiveVisits', null, [/SEARCH t USING INDEX cat_collective_visit_by_place/]],
    ['collectiveVisits', 'P', [/cat_collective_visit_by_place \(n_town=\?/, /cat_collective_visit_by_project \(n_project=\?/]],
    ['unsignedHouseholds', 'P', [/SEARCH t USING INDEX cat_expropriation_by_project \(n_project=\?\)/]],
  ] as const)('%s, project %s', async (question, project, expected) => {
    const found = await plan(question, project);
    for (const part of expected) expect(found).toMatch(part);
    expect(found).not.toMatch(/SCAN t\b/);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Condition, EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import { categorySchema, type CategoryDescriptor, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { loadModels } from './model-loader.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const CATALOGUE = join(RESOURCES, 'catalogue');
const categories = new Map(
  readdirSync(CATALOGUE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(CATALOGUE, name)).map((file) => join(CATALOGUE, name, file)))
    .map((file) => categorySchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
    .map((category) => [category.id, category]),
);
const questions = loadModels(RESOURCES).flatMap(({ value }) => value.questions.map((question): [string, EvidenceQuestion] => [`${value.id} ${question.id}`, question]));

function fieldOf(category: CategoryDescriptor | undefined, id: string): FieldDescriptor | undefined {
  return category?.fields.find((field) => field.id === id);
}

/** Why a condition can never hold on a field; empty where it can. */
function faults(condition: Condition, field: FieldDescriptor): string[] {
  switch (condition.op) {
    case 'eq':
    case 'in':
      return [condition.value].flat().flatMap((value) => {
        if (field.type === 'boolean') return typeof value === 'boolean' ? [] : [`${value} is not yes or no`];
        if (field.type !== 'code') return typeof value === 'string' ? [] : [`${String(value)} is not text`];
        // Open lists, too: a question relies only on codes that the catalogue names.
        return (field.codes ?? []).some(({ code }) => code === value) ? [] : [`no code ${value.toString()}`];
      });
    case 'gte':
    case 'lte':
    case 'gt':
      return ['integer', 'number'].includes(field.type) ? [] : [`${field.type} is not a number`];
    case 'isNull':
    case 'notNull':
      return field.required ? ['the field is never empty'] : [];
  }
}

describe('every question fits the catalogue', () => {
  it('of 48 categories', () => {
    expect(categories.size).toBe(48);
    expect(questions.length).toBeGreaterThan(0);
  });

  it.each(questions)('%s', (_, question) => {
    const category = categories.get(question.category);
    expect(category, `category ${question.category}`).toBeDefined();
    expect(category?.roles.time, 'a time role, for the window').toBeDefined();

    for (const condition of question.where) {
      const field = fieldOf(category, condition.field);
      expect(field, condition.field).toBeDefined();
      expect(faults(condition, field!)).toEqual([]);
    }
    if (question.measure.kind === 'sum') {
      const field = fieldOf(category, question.measure.field);
      expect(['integer', 'number']).toContain(field?.type);
      expect(question.unit).toBe(field?.unit);
    }

    const linked = question.via === undefined ? category : categories.get(question.via.category);
    if (question.via !== undefined) expect([fieldOf(category, question.via.field), fieldOf(linked, question.via.field)]).not.toContain(undefined);
    if (question.link !== 'project') expect(linked?.roles.place, 'a place role').toBeDefined();
    if (question.link !== 'place') expect(linked?.roles.project, 'a project role').toBeDefined();
    if (question.link === 'project') expect(question.per, 'a project has no residents').toBe('none');
  });

  it('and no model looks twice at the same rows', () => {
    for (const { value } of loadModels(RESOURCES)) {
      const asked = value.questions.map(({ category, measure, where, link, windowMonths }) => JSON.stringify([category, measure, where, link, windowMonths]));
      expect(asked.filter((one, position) => asked.indexOf(one) !== position), value.id).toEqual([]);
    }
  });

  it('and an id or a name means the same question in every model', () => {
    const byId = new Map<string, EvidenceQuestion>();
    const idOf = new Map<string, string>();
    for (const [where, question] of questions) {
      const known = byId.get(question.id) ?? question;
      expect(question, where).toEqual(known);
      byId.set(question.id, known);
      for (const name of [question.name.zh, question.name.en]) {
        expect(idOf.get(name) ?? question.id, where).toBe(question.id);
        idOf.set(name, question.id);
      }
    }
    expect(byId.size).toBeGreaterThanOrEqual(40);
    expect(new Set([...byId.values()].map(({ category }) => category)).size).toBeGreaterThanOrEqual(30);
  });
});

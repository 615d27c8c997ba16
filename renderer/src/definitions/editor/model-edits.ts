import type { AssessmentModel, ModelFactor } from '#shared/domain/assessment/index.ts';
import { readForm, type DefinitionFault, type DefinitionKind } from '#shared/domain/definitions/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';

type Area = AssessmentModel['areas'][number];
const NOTHING = { zh: '', en: '' };

/** The form's own faults of a text, its places named by ids instead of numbers: `areas/A/factors/A3/name/zh`. */
export function formFaults(kind: DefinitionKind, id: string, body: unknown): DefinitionFault[] {
  const read = readForm(kind, id, body as Json);
  return 'value' in read ? [] : read.faults.map((fault) => ({ ...fault, path: namedPath(body, fault.path === '' ? [] : fault.path.split('/')) }));
}

function namedPath(model: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = model;
  return path.map((key) => {
    const inside: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    const name = Array.isArray(value) && typeof inside === 'object' && inside !== null ? (Reflect.get(inside, 'id') ?? Reflect.get(inside, 'code') ?? Reflect.get(inside, 'level')) as unknown : key;
    value = inside;
    return String(name);
  }).join('/');
}

/** A new factor at the end of an area, under the first number that the area has never used in this text. */
export function addFactor(area: Area, stages: AssessmentModel['stages']): ModelFactor {
  const used = area.factors.map(({ id }) => Number(id.slice(1)));
  const factor: ModelFactor = { id: `${area.id}${String(Math.max(0, ...used) + 1)}`, name: { ...NOTHING }, description: { ...NOTHING }, stages: stages.slice(0, 1).map(({ id }) => id), evidence: [] };
  area.factors.push(factor);
  return factor;
}

/** A new area with one empty factor, under the first free letter; null when all are taken. */
export function addArea(model: AssessmentModel): Area | null {
  const free = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.match(/./gu)?.find((letter) => model.areas.every(({ id }) => id !== letter));
  if (free === undefined) return null;
  const area: Area = { id: free, name: { ...NOTHING }, factors: [] };
  addFactor(area, model.stages);
  model.areas.push(area);
  return area;
}

/** Takes a factor out; an area that loses its last one goes with it. */
export function removeFactor(model: AssessmentModel, id: string): void {
  for (const area of model.areas) area.factors = area.factors.filter((factor) => factor.id !== id);
  model.areas = model.areas.filter(({ factors }) => factors.length > 0);
}

/** Moves a factor one place up or down within its area. True when it moved. */
export function moveFactor(model: AssessmentModel, id: string, by: -1 | 1): boolean {
  const area = model.areas.find(({ factors }) => factors.some((factor) => factor.id === id));
  if (area === undefined) return false;
  const from = area.factors.findIndex((factor) => factor.id === id);
  const [one, other] = [area.factors[from], area.factors[from + by]];
  if (one === undefined || other === undefined) return false;
  area.factors[from] = other;
  area.factors[from + by] = one;
  return true;
}

/** The questions that no factor asks. */
export function unaskedQuestions({ areas, questions }: AssessmentModel): string[] {
  const asked = new Set(areas.flatMap(({ factors }) => factors.flatMap(({ evidence }) => evidence)));
  return questions.filter(({ id }) => !asked.has(id)).map(({ id }) => id);
}

/** The factors beside which a question stands. */
export function askedBy({ areas }: AssessmentModel, question: string): string[] {
  return areas.flatMap(({ factors }) => factors.filter(({ evidence }) => evidence.includes(question)).map(({ id }) => id));
}

/** Levels follow each other without a gap: where one ends the next begins. */
export function closeGaps(scale: NonNullable<AssessmentModel['probability']>): void {
  scale.forEach((level, place) => {
    level.above = scale[place - 1]?.upTo ?? null;
  });
}

/** A document of its own id at the end of the list. */
export function addDocument({ documents }: AssessmentModel): void {
  let number = documents.length + 1;
  while (documents.some(({ id }) => id === `document${String(number)}`)) number += 1;
  documents.push({ id: `document${String(number)}`, name: { ...NOTHING }, required: false });
}

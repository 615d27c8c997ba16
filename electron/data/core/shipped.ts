import { join } from 'node:path';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { SINGLE_FORMS, type DefinitionKind, type SingleName } from '#shared/domain/definitions/index.ts';
import { surveyRulesSchema } from '#shared/domain/survey/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { loadMethods, loadModels } from '#data/assessment/index.ts';
import { readResource } from '#data/catalogue/index.ts';
import type { Shipped } from '#data/definitions/index.ts';
import { loadCalendars, loadProcedures } from '#data/legal-procedure/index.ts';
import { loadRules } from '#data/quality/index.ts';
import { loadSignalLibrary } from '#data/signals/index.ts';
import { loadIndexDefinitions } from '#data/stability/index.ts';

/** Files of which there is one each. */
const SINGLES: readonly { readonly kind: DefinitionKind; readonly id: SingleName; readonly file: string }[] = [
  { kind: 'obligation', id: 'obligation-rules', file: 'obligations/rules.json' },
  { kind: 'obligation', id: 'decision-catalogue', file: 'obligations/catalogue.json' },
  { kind: 'setting', id: 'decision-types', file: 'models/decision-types.json' },
  { kind: 'setting', id: 'evidence-suggestion', file: 'evidence/suggestion.json' },
  { kind: 'setting', id: 'measure-deadlines', file: 'follow-up/measures.json' },
  { kind: 'setting', id: 'outcomes', file: 'follow-up/outcomes.json' },
  { kind: 'setting', id: 'supply-agreement', file: 'quality/agreement.json' },
];
const SURVEY = 'survey/rules.json';

/**
 * Everything under resources/ that decides how data is read, judged, counted, warned of, dated or asked for, for the ledger.
 *
 * @throws AppError RESOURCE_INVALID
 */
export function shippedDefinitions(dir: string, catalogue: Catalogue): Shipped[] {
  const signals = loadSignalLibrary(dir, catalogue);
  const values = <T>(versions: readonly { readonly value: T }[]): T[] => versions.map(({ value }) => value);
  return [
    ...catalogue.categories.map(counted('category')),
    ...values(loadModels(dir)).map(numbered('model')),
    ...values(loadMethods(dir)).map(numbered('method')),
    ...values(loadIndexDefinitions(dir, catalogue)).map(numbered('index')),
    ...values(signals.rules).map(numbered('rule')),
    ...values(signals.boards).map(counted('board')),
    ...loadRules(dir, catalogue).map(counted('quality')),
    ...values(loadProcedures(dir)).map(numbered('procedure')),
    ...loadCalendars(dir).map((year): Shipped => ({ kind: 'calendar', id: String(year.year), version: null, body: asJson(year) })),
    single('survey', 'survey-rules', readResource(join(dir, SURVEY), SURVEY, surveyRulesSchema)),
    ...SINGLES.map(({ kind, id, file }) => single(kind, id, readResource(join(dir, file), file, SINGLE_FORMS[id]))),
  ];
}

const numbered = (kind: DefinitionKind) => (value: { readonly id: string; readonly version: number }): Shipped => ({ kind, id: value.id, version: value.version, body: asJson(value) });
const counted = (kind: DefinitionKind) => (value: { readonly id: string }): Shipped => ({ kind, id: value.id, version: null, body: asJson(value) });

/** By its own number, where it says one. */
function single(kind: DefinitionKind, id: string, value: unknown): Shipped {
  const version = typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number' ? value.version : null;
  return { kind, id, version, body: asJson(value) };
}

/** What came out of a JSON file is JSON; the schemas there neither add nor change a member. */
function asJson(value: unknown): Json {
  return value as Json;
}

import type { DefinitionKind } from '#shared/domain/definitions/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { loadMethods } from '#data/assessment/index.ts';
import type { Shipped } from '#data/definitions/index.ts';
import { loadRules } from '#data/quality/index.ts';
import { loadSignalLibrary } from '#data/signals/index.ts';
import { loadIndexDefinitions } from '#data/stability/index.ts';
import type { Resources } from './resources.ts';

/**
 * Everything under resources/ that decides how data is read, judged, counted or warned of, for the ledger.
 *
 * @throws AppError RESOURCE_INVALID
 */
export function shippedDefinitions(dir: string, { catalogue, libraries }: Resources): Shipped[] {
  const signals = loadSignalLibrary(dir, catalogue);
  const values = <T>(versions: readonly { readonly value: T }[]): T[] => versions.map(({ value }) => value);
  return [
    ...catalogue.categories.map(counted('category')),
    ...values(libraries.models).map(numbered('model')),
    ...values(loadMethods(dir)).map(numbered('method')),
    ...values(loadIndexDefinitions(dir, catalogue)).map(numbered('index')),
    ...values(signals.rules).map(numbered('rule')),
    ...values(signals.boards).map(counted('board')),
    ...loadRules(dir, catalogue).set.rules.map(counted('quality')),
  ];
}

const numbered = (kind: DefinitionKind) => (value: { readonly id: string; readonly version: number }): Shipped => ({ kind, id: value.id, version: value.version, body: asJson(value) });
const counted = (kind: DefinitionKind) => (value: { readonly id: string }): Shipped => ({ kind, id: value.id, version: null, body: asJson(value) });

/** What came out of a JSON file is JSON; the schemas there neither add nor change a member. */
function asJson(value: object): Json {
  return value as Json;
}

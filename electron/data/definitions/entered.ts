import { DEFINITION_KINDS, DEFINITION_ORIGINS, DEFINITION_STATES, type DefinitionKind, type DefinitionOrigin, type DefinitionState } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { VersionRow } from './definition-repository.ts';

/** Kind, origin and state of a row, known to be what they say. @throws AppError STORE_CORRUPT */
export function enteredOf({ kind, origin, state }: Pick<VersionRow, 'kind' | 'origin' | 'state'>): { readonly kind: DefinitionKind; readonly origin: DefinitionOrigin; readonly state: DefinitionState } {
  return { kind: known(DEFINITION_KINDS, kind), origin: known(DEFINITION_ORIGINS, origin), state: known(DEFINITION_STATES, state) };
}

function known<T extends string>(values: readonly T[], found: string): T {
  const value = values.find((one) => one === found);
  if (value === undefined) throw new AppError('STORE_CORRUPT', `The ledger of definitions holds an unknown word ${found}.`, { finding: found });
  return value;
}

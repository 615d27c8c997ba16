import { categoryById, fieldById, type Catalogue } from '#shared/domain/catalogue/index.ts';
import type { SignalRule } from '#shared/domain/signals/index.ts';
import type { Secrets } from '#data/store/index.ts';

/** Persons and households go by a keyed hash: of a personal field the store holds it already, of a plain one it is made here. */
export function keyOf({ catalogue, secrets }: { readonly catalogue: Catalogue; readonly secrets: Secrets }, { subject, source }: SignalRule, value: string): string {
  if (subject.kind !== 'person' && subject.kind !== 'household') return value;
  const category = categoryById(catalogue, source.category);
  const personal = category === undefined ? undefined : fieldById(category, subject.field)?.personal;
  return personal === undefined ? secrets.token(value) : value;
}

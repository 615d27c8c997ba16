import type { CategoryWords, FieldWords, SignalSubject } from '#shared/contract/index.ts';
import { categoryById, fieldById, type Catalogue, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import type { SignalRule, Source, SubjectKind } from '#shared/domain/signals/index.ts';

/** Characters of a keyed hash that are shown: enough to tell subjects apart, useless to anybody. */
const HASH_SHOWN = 8;

/** Names of all fields, and their codes, of the categories that sources ask or go by. */
export function wordsOf(catalogue: Catalogue, sources: readonly Source[]): Record<string, CategoryWords> {
  const ids = sources.flatMap(({ category, via }) => (via === undefined ? [category] : [category, via.category]));
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const category = categoryById(catalogue, id);
      return category === undefined ? [] : [[id, { name: category.name, fields: Object.fromEntries(category.fields.map((field) => [field.id, fieldWords(field)])) }]];
    }),
  );
}

/** The sources of a rule: one, or of a sequence the first and the second. */
export function sourcesOf({ source, condition }: SignalRule): Source[] {
  return condition.kind === 'sequence' ? [source, condition.then] : [source];
}

function fieldWords({ name, codes, unit }: FieldDescriptor): FieldWords {
  return { name, unit: unit ?? null, codes: Object.fromEntries((codes ?? []).map(({ code, zh, en }) => [code, { zh, en }])) };
}

/** Unit of what a rule adds up; null where it counts. */
export function unitOf(catalogue: Catalogue, { source, condition }: SignalRule): string | null {
  if (condition.kind !== 'threshold' || condition.measure.kind !== 'sum') return null;
  const category = categoryById(catalogue, source.category);
  return category === undefined ? null : (fieldById(category, condition.measure.field)?.unit ?? null);
}

/** What a subject is called on screen. A person or a household has no name here. */
export function subjectName(regions: RegionIndex, kind: SubjectKind, key: string, label: string | null): SignalSubject {
  if (kind === 'person' || kind === 'household') return { kind, name: key.slice(0, HASH_SHOWN), hidden: true };
  const name = kind === 'town' ? (regions.nameOf(key) ?? key) : (label ?? key);
  return { kind, name, hidden: false };
}

/** The name of a town, else of a county. */
export function placeName(regions: RegionIndex, town: string | null, county: string | null): string | null {
  const code = town ?? county;
  return code === null ? null : (regions.nameOf(code) ?? code);
}

import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Value } from './model.ts';

/** The word that stands in every name, address and text of the sample. */
export const MARK = '样例';

/** Where a row shows that it is synthetic: the first field that says so; null where it has no field for words. */
export type Marker = (values: Value[]) => number | null;

/**
 * Makes sure of the mark: where no value has it, it is set before the first text that is no key, or into a blank one.
 * Changes `values`.
 */
export function compileMarker(category: CategoryDescriptor, mark: string): Marker {
  const texts = category.fields.flatMap((field, index) => (field.type === 'text' && !category.key.includes(field.id) ? [index] : []));
  return (values) => {
    const found = values.findIndex((value) => value?.includes(MARK) === true);
    if (found >= 0) return found;
    const target = texts.find((index) => values[index] !== null) ?? texts[0];
    if (target === undefined) return null;
    values[target] = `${mark}${values[target] ?? ''}`;
    return target;
  };
}

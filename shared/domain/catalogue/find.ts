import type { Catalogue, CategoryDescriptor, FieldDescriptor } from './descriptor.ts';

/** The category with this id ("2.4"), or undefined. */
export function categoryById(catalogue: Catalogue, id: string): CategoryDescriptor | undefined {
  return catalogue.categories.find((category) => category.id === id);
}

/** The field with this id, or undefined. */
export function fieldById(category: CategoryDescriptor, id: string): FieldDescriptor | undefined {
  return category.fields.find((field) => field.id === id);
}

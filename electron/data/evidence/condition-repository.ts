import { sql, type RawBuilder } from 'kysely';
import type { Condition } from '#shared/domain/assessment/index.ts';
import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { exact, type Exact } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** @throws AppError RESOURCE_INVALID when a model asks for a field that the category does not have */
export function fieldOf(category: CategoryDescriptor, id: string): FieldDescriptor {
  const found = category.fields.find((field) => field.id === id);
  if (found === undefined) throw new AppError('RESOURCE_INVALID', `Category ${category.id} has no field ${id}.`, { path: id, reason: `no such field in ${category.id}` });
  return found;
}

/** The condition over table `t`, comparing with what the store holds: 0/1 for yes/no, integers at the field's scale. */
export function conditionSql(category: CategoryDescriptor, condition: Condition): RawBuilder<boolean> {
  const field = fieldOf(category, condition.field);
  const column = sql.ref(`t.${field.id}`);
  switch (condition.op) {
    case 'eq': return sql`${column} = ${stored(condition.value)}`;
    case 'in': return sql`${column} IN (${sql.join(condition.value.map(stored))})`;
    case 'isNull': return sql`${column} IS NULL`;
    case 'notNull': return sql`${column} IS NOT NULL`;
    // The store holds whole numbers; a bound between two of them is moved to the one that means the same.
    case 'gte': return sql`${column} >= ${whole(scaled(field, condition.value).ceil())}`;
    case 'lte': return sql`${column} <= ${whole(scaled(field, condition.value).floor())}`;
    case 'gt': return sql`${column} > ${whole(scaled(field, condition.value).floor())}`;
  }
}

function stored(value: string | boolean): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}

function scaled(field: FieldDescriptor, value: string): Exact {
  return exact(value).times(exact('10').pow(field.scale ?? 0));
}

/** Inlined as a literal: every digit of it, which a bound float parameter would not keep. */
function whole(value: Exact): RawBuilder<number> {
  return sql.raw(value.toFixed(0));
}

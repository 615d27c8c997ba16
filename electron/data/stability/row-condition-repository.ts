import { sql, type RawBuilder } from 'kysely';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RowCondition } from '#shared/domain/stability/index.ts';
import { conditionSql, fieldOf } from '#data/evidence/index.ts';

const SECONDS = { minutes: 60, days: 86_400 } as const;

/** All conditions over table `t` together; true of none. */
export function whereSql(category: CategoryDescriptor, conditions: readonly RowCondition[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`1` : sql.join(conditions.map((condition) => rowConditionSql(category, condition)), sql` AND `);
}

/** An empty cell on either side meets none of them: a comparison with NULL is not true. */
function rowConditionSql(category: CategoryDescriptor, condition: RowCondition): RawBuilder<boolean> {
  const column = (id: string): RawBuilder<string> => sql`${sql.ref(`t.${fieldOf(category, id).id}`)}`;
  const day = (id: string): RawBuilder<string> => sql`substr(${column(id)}, 1, 10)`;
  switch (condition.op) {
    // Days compare as text, so that a date and a date with a time can stand on either side.
    case 'notAfter': return sql`${day(condition.field)} <= ${day(condition.other)}`;
    case 'after': return sql`${day(condition.field)} > ${day(condition.other)}`;
    case 'within': {
      const { limit } = condition;
      if ('minutes' in limit) {
        const passed = sql`unixepoch(${column(condition.field)}) - unixepoch(${column(condition.since)})`;
        return sql`${passed} BETWEEN 0 AND ${sql.raw(String(limit.minutes * SECONDS.minutes))}`;
      }
      const passed = sql`unixepoch(${day(condition.field)}) - unixepoch(${day(condition.since)})`;
      const most = 'days' in limit ? sql.raw(String(limit.days * SECONDS.days)) : sql`${column(limit.daysField)} * ${sql.raw(String(SECONDS.days))}`;
      return sql`${passed} BETWEEN 0 AND ${most}`;
    }
    default: return conditionSql(category, condition);
  }
}

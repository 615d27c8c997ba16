import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { formatDay, monthStart, secondsOf } from './calendar.ts';
import { citizenId, creditCode, phone } from './identifiers.ts';
import type { Maker } from './model.ts';
import type { ValueSpec } from './plan.ts';
import { mix } from './random.ts';

const FIRST_BIRTH = monthStart(1950 * 12);
const BIRTH_DAYS = 20_000; // to October 2004: everybody is of age

/** Identifiers with right check digits from ranges that nobody holds; in a key each row has its own. */
export function identifierMaker(field: FieldDescriptor, inKey: boolean, kind: NonNullable<ValueSpec['make']>, salt: number): Maker {
  if (kind === 'creditCode') {
    return (row) => creditCode(row.town.countyCode, inKey ? row.index : Math.floor(row.draw(salt) * 1_000_000));
  }
  if (kind === 'phone') return (row) => phone(Math.floor(row.draw(salt) * 10_000));
  const person = field.personal === undefined ? salt : mix(salt, 1);
  return (row) => citizenId(formatDay(FIRST_BIRTH + Math.floor(row.draw(person) * BIRTH_DAYS) * secondsOf.day).replaceAll('-', ''));
}

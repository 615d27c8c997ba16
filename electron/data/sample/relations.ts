import { secondsOf } from './calendar.ts';
import type { Row, Source } from './model.ts';
import { planError } from './plan-error.ts';
import type { Profile } from './plan.ts';
import { hashText, mix } from './random.ts';

/** The relations that a category's profile states: which row of another category a row refers to. */
export class Relations {
  readonly #source: Source;
  readonly #stated: Profile['relations'];
  readonly #salts = new Map<string, number>();

  constructor(source: Source, stated: Profile['relations']) {
    this.#source = source;
    this.#stated = stated;
  }

  /** @throws AppError RESOURCE_INVALID for an alias that is not stated */
  target(alias: string): Source {
    return this.#source.world.source(this.#find(alias).to);
  }

  /** Null where this row has no such relation, or nobody to have it with. */
  follow(row: Row, alias: string): Row | null {
    const { share, skew, sameTown, leadDays } = this.#find(alias);
    const salt = this.#salt(alias);
    if (row.draw(salt) >= share) return null;
    const to = this.target(alias);
    const fraction = row.draw(mix(salt, 1)) ** skew;
    if (!sameTown) return to.row(Math.floor(to.distinct * fraction));
    const there = to.rowsOf(row.town, leadDays === undefined ? Infinity : row.time + leadDays * secondsOf.day);
    const index = there[Math.floor(there.length * fraction)];
    return index === undefined ? null : to.row(index);
  }

  #find(alias: string): Profile['relations'][string] {
    const stated = this.#stated[alias];
    if (stated === undefined) throw planError(this.#source.category.id, `no relation "${alias}"`);
    return stated;
  }

  #salt(alias: string): number {
    const known = this.#salts.get(alias) ?? hashText(`relation ${alias}`);
    this.#salts.set(alias, known);
    return known;
  }
}

import type { Row, Source, Value } from './model.ts';
import { planError } from './plan-error.ts';
import { mix, unit } from './random.ts';
import type { Town } from './towns.ts';

/** What a row asks its category for. */
export interface RowOwner extends Source {
  /** The number that all rows of a subject share. */
  subjectHash(subject: number): number;
  related(row: Row, alias: string): Row | null;
  townOf(row: Row): Town;
  timeOf(row: Row): number;
}

const BUSY = Symbol('being made');

/** A row that remembers what it has computed. */
export class SampleRow implements Row {
  readonly source: RowOwner;
  readonly index: number;
  readonly subject: number;
  readonly period: number;
  readonly #hash: number;
  readonly #values: (Value | undefined | typeof BUSY)[] = [];
  #town: Town | undefined;
  #time: number | undefined;

  constructor(source: RowOwner, index: number, subject: number, period: number, hash: number) {
    this.source = source;
    this.index = index;
    this.subject = subject;
    this.period = period;
    this.#hash = hash;
  }

  draw(salt: number): number {
    return unit(mix(this.#hash, salt));
  }

  subjectDraw(salt: number): number {
    return unit(mix(this.source.subjectHash(this.subject), salt));
  }

  get town(): Town {
    return (this.#town ??= this.source.townOf(this));
  }

  get time(): number {
    return (this.#time ??= this.source.timeOf(this));
  }

  related(alias: string): Row | null {
    return this.source.related(this, alias);
  }

  value(position: number): Value {
    const held = this.#values[position];
    if (held === BUSY) throw planError(`${this.source.category.id}.${this.source.field(position).id}`, 'refers to itself');
    if (held !== undefined) return held;
    this.#values[position] = BUSY;
    return (this.#values[position] = this.source.maker(position)(this));
  }
}

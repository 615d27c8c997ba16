import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { monthLength, monthStart, secondsOf } from './calendar.ts';
import type { Maker, Row, Source, World } from './model.ts';
import { planError } from './plan-error.ts';
import type { Profile } from './plan.ts';
import { hashText, mix, Weighted } from './random.ts';
import { SampleRow, type RowOwner } from './row.ts';
import type { Town } from './towns.ts';

const SALT = { anchor: hashText('anchor'), day: hashText('day'), hour: hashText('hour'), second: hashText('second') };
const KEPT_ROWS = 1024;

interface Relation {
  readonly to: Source;
  readonly share: number;
  readonly skew: number;
  readonly sameTown: boolean;
  readonly salt: number;
}

/** One category: how many rows it has, how they relate, and what makes each field. */
export class CategorySource implements RowOwner {
  readonly world: World;
  readonly category: CategoryDescriptor;
  readonly profile: Profile;
  readonly #seed: number;
  readonly #makers: (Maker | undefined)[];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #relations = new Map<string, Relation>();
  readonly #kept: (SampleRow | undefined)[] = [];
  #hours: Weighted | undefined;
  #restive: ReadonlySet<string> | undefined;
  #byTown: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(world: World, category: CategoryDescriptor, profile: Profile, seed: number) {
    this.world = world;
    this.category = category;
    this.profile = profile;
    this.#seed = seed;
    this.#makers = category.fields.map(() => undefined);
    this.#positions = new Map(category.fields.map((field, index) => [field.id, index]));
  }

  /** Rows that differ from each other; fewer than asked for where the months or the parents run out. */
  get distinct(): number {
    const { layout } = this.profile;
    const wanted = this.world.distinct;
    if (layout.kind === 'events') return wanted;
    if (layout.kind === 'children') return Math.min(wanted, this.world.source(layout.of).distinct * layout.each);
    return Math.min(wanted, this.#subjects * layout.months);
  }

  get #subjects(): number {
    const { layout } = this.profile;
    if (layout.kind !== 'grid') return this.distinct;
    return layout.of === 'towns' ? this.world.towns.list.length : this.world.source(layout.of).distinct;
  }

  /** Every field's maker, so that a mistake in the plan shows before the first row is written. */
  check(): void {
    this.category.fields.forEach((_, index) => this.maker(index));
    for (const alias of [...Object.keys(this.profile.relations), ...this.profile.placeOf, ...(this.profile.timeOf === undefined ? [] : [this.profile.timeOf])]) {
      this.target(alias);
    }
    const ofOwnTown = this.profile.placeOf.find((alias) => { const stated = this.profile.relations[alias]; return stated !== undefined && 'sameTown' in stated && stated.sameTown; });
    if (ofOwnTown !== undefined) throw planError(this.category.id, `a row cannot take its place from "${ofOwnTown}", which is chosen by that place`);
    for (const id of [...Object.keys(this.profile.fields), ...Object.keys(this.profile.headers), ...Object.keys(this.profile.units)]) this.position(id);
  }

  position(field: string): number {
    const found = this.#positions.get(field);
    if (found === undefined) throw planError(this.category.id, `no field "${field}"`);
    return found;
  }

  field(position: number): FieldDescriptor {
    const found = this.category.fields[position];
    if (found === undefined) throw planError(this.category.id, `no field ${position}`);
    return found;
  }

  maker(position: number): Maker {
    const field = this.field(position);
    return (this.#makers[position] ??= this.world.compile(this, field, this.profile.fields[field.id]));
  }

  row(index: number): Row {
    const slot = index % KEPT_ROWS;
    const kept = this.#kept[slot];
    if (kept?.index === index) return kept;
    const [subject, period] = this.#place(index);
    const made = new SampleRow(this, index, subject, period, mix(this.#seed, index));
    this.#kept[slot] = made;
    return made;
  }

  /** The number of the row's subject (or parent) and of its period among the subject's. */
  #place(index: number): [subject: number, period: number] {
    const { layout } = this.profile;
    if (layout.kind === 'events') return [index, 0];
    if (layout.kind === 'children') return [Math.floor(index / layout.each), index % layout.each];
    if (layout.order === 'subject') return [Math.floor(index / layout.months), index % layout.months];
    const subjects = this.#subjects;
    return [index % subjects, layout.months - 1 - Math.floor(index / subjects)];
  }

  /** A draw that all rows of a subject share. */
  subjectHash(subject: number): number {
    return mix(this.#seed ^ 0x5bd1e995, subject);
  }

  previous(row: Row): Row | null {
    const { layout } = this.profile;
    if (row.period === 0 || layout.kind === 'events') return null;
    return this.row(layout.kind === 'grid' && layout.order === 'month' ? row.index + this.#subjects : row.index - 1);
  }

  /** The category an alias leads to. */
  target(alias: string): Source {
    if (alias === 'prev') return this;
    const { layout } = this.profile;
    if (alias === 'parent' && layout.kind !== 'events' && layout.of !== 'towns') return this.world.source(layout.of);
    const stated = this.#stated(alias);
    return 'via' in stated ? this.world.source(this.target(stated.via[0]).category.id).target(stated.via[1]) : this.#relation(alias).to;
  }

  #relation(alias: string): Relation {
    let found = this.#relations.get(alias);
    if (found === undefined) {
      const stated = this.#stated(alias);
      if ('via' in stated) throw planError(this.category.id, `"${alias}" leads through another relation`);
      const { to, ...rest } = stated;
      found = { to: this.world.source(to), ...rest, salt: hashText(`relation ${alias}`) };
      this.#relations.set(alias, found);
    }
    return found;
  }

  #stated(alias: string): Profile['relations'][string] {
    const stated = this.profile.relations[alias];
    if (stated === undefined) throw planError(this.category.id, `no relation "${alias}"`);
    return stated;
  }

  related(row: Row, alias: string): Row | null {
    if (alias === 'prev') return this.previous(row);
    if (alias === 'parent') return this.target(alias).row(row.subject);
    const stated = this.#stated(alias);
    if ('via' in stated) return row.related(stated.via[0])?.related(stated.via[1]) ?? null;
    const { to, share, skew, sameTown, salt } = this.#relation(alias);
    if (row.draw(salt) >= share) return null;
    const fraction = row.draw(mix(salt, 1)) ** skew;
    if (!sameTown) return to.row(Math.floor(to.distinct * fraction));
    const there = to.rowsOf(row.town);
    const index = there[Math.floor(there.length * fraction)];
    return index === undefined ? null : to.row(index);
  }

  /** The numbers of the rows in a town, in order; found once for all towns. */
  rowsOf(town: Town): readonly number[] {
    if (this.#byTown === undefined) {
      const made = new Map<string, number[]>();
      for (let index = 0; index < this.distinct; index += 1) {
        const { code } = this.row(index).town;
        const list = made.get(code);
        if (list === undefined) made.set(code, [index]);
        else list.push(index);
      }
      this.#byTown = made;
    }
    return this.#byTown.get(town.code) ?? [];
  }

  restive(town: Town): boolean {
    const { theme } = this.profile;
    const { restiveTowns } = this.world.settings;
    this.#restive ??= new Set(this.world.towns.ranking(theme).slice(0, restiveTowns).map((index) => at(this.world.towns.list, index).code));
    return this.#restive.has(town.code);
  }

  townOf(row: Row): Town {
    const { layout, placeOf } = this.profile;
    const towns = this.world.towns.list;
    if (layout.kind === 'grid' && layout.of === 'towns') return at(towns, row.subject);
    for (const alias of placeOf) {
      const other = this.related(row, alias);
      if (other !== null) return other.town;
    }
    return at(towns, Math.floor(this.#anchor(row) / this.world.settings.historyMonths));
  }

  /** Seconds; always before the cut. */
  timeOf(row: Row): number {
    const { layout, timeOf } = this.profile;
    const other = timeOf === undefined ? null : this.related(row, timeOf);
    if (other !== null) return other.time;
    const month = layout.kind === 'grid'
      ? this.world.endMonth - layout.months + 1 + row.period
      : this.world.endMonth - this.world.settings.historyMonths + 1 + (this.#anchor(row) % this.world.settings.historyMonths);
    this.#hours ??= new Weighted(this.world.settings.hours);
    const day = Math.floor(row.draw(SALT.day) * monthLength(month));
    const hour = this.#hours.pick(row.draw(SALT.hour));
    return monthStart(month) + day * secondsOf.day + hour * secondsOf.hour + Math.floor(row.draw(SALT.second) * secondsOf.hour);
  }


  #anchor(row: Row): number {
    const { theme, season, trend } = this.profile;
    return this.world.anchors({ theme, season, trend, months: this.world.settings.historyMonths }).pick(row.draw(SALT.anchor));
  }
}

function at(towns: readonly Town[], index: number): Town {
  const town = towns[index];
  if (town === undefined) throw new RangeError(`no town ${index}`);
  return town;
}

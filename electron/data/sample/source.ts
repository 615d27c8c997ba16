import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { Anchors } from './anchors.ts';
import type { Maker, Row, Source, World } from './model.ts';
import { planError } from './plan-error.ts';
import type { Profile } from './plan.ts';
import { mix } from './random.ts';
import { Relations } from './relations.ts';
import { SampleRow, type RowOwner } from './row.ts';
import { NO_ROWS, rowsUntil, indexByTown, type TownRows } from './town-index.ts';
import type { Town } from './towns.ts';

const KEPT_ROWS = 1024;

/** One category: how many rows it has, how they relate, and what makes each field. */
export class CategorySource implements RowOwner {
  readonly world: World;
  readonly category: CategoryDescriptor;
  readonly profile: Profile;
  readonly #seed: number;
  readonly #makers: (Maker | undefined)[];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #kept: (SampleRow | undefined)[] = [];
  readonly #relations: Relations;
  readonly #anchors: Anchors;
  #byTown: ReadonlyMap<string, TownRows> | undefined;

  constructor(world: World, category: CategoryDescriptor, profile: Profile, seed: number) {
    this.world = world;
    this.category = category;
    this.profile = profile;
    this.#seed = seed;
    this.#makers = category.fields.map(() => undefined);
    this.#positions = new Map(category.fields.map((field, index) => [field.id, index]));
    this.#relations = new Relations(this, profile.relations);
    this.#anchors = new Anchors(this, profile);
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

  /** Every field's maker and every alias, so that a mistake in the plan shows before the first row is written. */
  check(): void {
    const { relations, placeOf, timeOf, fields, headers, units } = this.profile;
    for (const id of [...Object.keys(fields), ...Object.keys(headers), ...Object.keys(units)]) this.position(id);
    for (const alias of [...Object.keys(relations), ...placeOf, ...(timeOf === undefined ? [] : [timeOf])]) this.target(alias);
    const circular = placeOf.find((alias) => relations[alias]?.sameTown === true);
    if (circular !== undefined) throw planError(this.category.id, `a row cannot take its place from "${circular}", which is chosen by that place`);
    this.category.fields.forEach((_, index) => this.maker(index));
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

  /** The category an alias leads to. */
  target(alias: string): Source {
    if (alias === 'prev') return this;
    const { layout } = this.profile;
    if (alias === 'parent' && layout.kind !== 'events' && layout.of !== 'towns') return this.world.source(layout.of);
    return this.#relations.target(alias);
  }

  related(row: Row, alias: string): Row | null {
    if (alias === 'prev') return this.#previous(row);
    return alias === 'parent' ? this.target(alias).row(row.subject) : this.#relations.follow(row, alias);
  }

  #previous(row: Row): Row | null {
    const { layout } = this.profile;
    if (row.period === 0 || layout.kind === 'events') return null;
    return this.row(layout.kind === 'grid' && layout.order === 'month' ? row.index + this.#subjects : row.index - 1);
  }

  rowsOf(town: Town, until: number): Uint32Array {
    this.#byTown ??= indexByTown(this);
    const there = this.#byTown.get(town.code);
    return there === undefined ? NO_ROWS : rowsUntil(there, until);
  }

  restive(town: Town): boolean {
    return this.#anchors.restive(town);
  }

  townOf(row: Row): Town {
    return this.#anchors.townOf(row);
  }

  timeOf(row: Row): number {
    return this.#anchors.timeOf(row);
  }
}

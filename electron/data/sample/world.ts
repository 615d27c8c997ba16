import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { monthStart, parseMonth } from './calendar.ts';
import { compileField } from './makers.ts';
import type { World } from './model.ts';
import { planError } from './plan-error.ts';
import { PLAIN_PROFILE, type SamplePlan, type Settings } from './plan.ts';
import { hashText, mix, Weighted } from './random.ts';
import { CategorySource } from './source.ts';
import { townMonthWeights, Towns, type TownName } from './towns.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly rowsPerCategory: number;
  readonly plan: SamplePlan;
  readonly categories: readonly CategoryDescriptor[];
  readonly towns: readonly TownName[];
  /** 'YYYY-MM' */
  readonly endMonth: string;
}

/** Everything that rows are made from. Holds no rows: each is computed when it is asked for. */
export class SampleWorld implements World {
  readonly settings: Settings;
  readonly towns: Towns;
  /** The last month's number, and the first second after it: nothing is known beyond. */
  readonly endMonth: number;
  readonly cut: number;
  /** Distinct rows wanted of each category; duplicates come on top, up to rowsPerCategory. */
  readonly distinct: number;
  readonly #sources = new Map<string, CategorySource>();
  readonly compile = compileField;
  readonly #anchors = new Map<string, Weighted>();

  constructor(options: WorldOptions) {
    const { plan, rowsPerCategory } = options;
    this.settings = plan.settings;
    this.towns = new Towns(options.towns, plan.settings);
    this.endMonth = parseMonth(options.endMonth);
    this.cut = monthStart(this.endMonth + 1);
    this.distinct = rowsPerCategory - Math.floor(rowsPerCategory / plan.settings.duplicateEvery);
    const seed = mix(hashText('sample'), options.seed);
    for (const category of options.categories) {
      this.#sources.set(category.id, new CategorySource(this, category, plan.profiles.get(category.id) ?? PLAIN_PROFILE, mix(seed, hashText(category.id))));
    }
    for (const [id, profile] of plan.profiles) {
      if (!this.#sources.has(id)) throw planError(id, 'a profile without a category');
      if (plan.settings.seasons[profile.season] === undefined) throw planError(id, `no season "${profile.season}"`);
    }
  }

  get sources(): readonly CategorySource[] {
    return [...this.#sources.values()];
  }

  has(id: string): boolean {
    return this.#sources.has(id);
  }

  source(id: string): CategorySource {
    const found = this.#sources.get(id);
    if (found === undefined) throw planError(id, 'no such category');
    return found;
  }

  /** Draws town and month together; shared by categories with the same theme, season, trend and span. */
  anchors(shape: { theme: string; season: string; trend: number; months: number }): Weighted {
    const key = JSON.stringify(shape);
    let made = this.#anchors.get(key);
    if (made === undefined) {
      made = new Weighted(townMonthWeights(this.towns, this.settings, { ...shape, endMonth: this.endMonth }));
      this.#anchors.set(key, made);
    }
    return made;
  }
}

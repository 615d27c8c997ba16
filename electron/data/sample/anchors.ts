import { monthLength, monthStart, secondsOf } from './calendar.ts';
import type { Row, Source } from './model.ts';
import type { Profile } from './plan.ts';
import { hashText, Weighted } from './random.ts';
import type { Town } from './towns.ts';

const SALT = { anchor: hashText('anchor'), day: hashText('day'), hour: hashText('hour'), second: hashText('second') };

/** Where and when a category's rows happen. Town and month are drawn together, by the category's theme, season and trend. */
export class Anchors {
  readonly #source: Source;
  readonly #profile: Profile;
  #weights: Weighted | undefined;
  #hours: Weighted | undefined;
  #restive: ReadonlySet<string> | undefined;

  constructor(source: Source, profile: Profile) {
    this.#source = source;
    this.#profile = profile;
  }

  /** The subject's town, else that of the first relation there is whose place the row takes, else one drawn. */
  townOf(row: Row): Town {
    const { layout, placeOf } = this.#profile;
    if (layout.kind === 'grid' && layout.of === 'towns') return this.#town(row.subject);
    for (const alias of placeOf) {
      const other = row.related(alias);
      if (other !== null) return other.town;
    }
    return this.#town(Math.floor(this.#draw(row) / this.#months));
  }

  /** Seconds; always before the cut. */
  timeOf(row: Row): number {
    const { layout, timeOf } = this.#profile;
    const other = timeOf === undefined ? null : row.related(timeOf);
    if (other !== null) return other.time;
    const { world } = this.#source;
    const back = layout.kind === 'grid' ? layout.months - 1 - row.period : this.#months - 1 - (this.#draw(row) % this.#months);
    const month = world.endMonth - back;
    this.#hours ??= new Weighted(world.settings.hours);
    const day = Math.floor(row.draw(SALT.day) * monthLength(month));
    const hour = this.#hours.pick(row.draw(SALT.hour));
    return monthStart(month) + day * secondsOf.day + hour * secondsOf.hour + Math.floor(row.draw(SALT.second) * secondsOf.hour);
  }

  /** Whether a town is among the most tense of the category's theme. */
  restive(town: Town): boolean {
    const { towns, settings } = this.#source.world;
    this.#restive ??= new Set(towns.ranking(this.#profile.theme).slice(0, settings.restiveTowns).map((index) => this.#town(index).code));
    return this.#restive.has(town.code);
  }

  get #months(): number {
    return this.#source.world.settings.historyMonths;
  }

  /** The number of a town and month: town x months + month. */
  #draw(row: Row): number {
    const { theme, season, trend } = this.#profile;
    this.#weights ??= this.#source.world.anchors({ theme, season, trend, months: this.#months });
    return this.#weights.pick(row.draw(SALT.anchor));
  }

  #town(index: number): Town {
    const town = this.#source.world.towns.list[index];
    if (town === undefined) throw new RangeError(`no town ${index}`);
    return town;
  }
}

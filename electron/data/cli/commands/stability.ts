import { stabilityMonth, STABILITY_LEVELS, type StabilityLevel } from '#shared/contract/index.ts';
import { frameOf, indicatorsOf, shown, type IndexDefinition, type PlaceResult } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { computeMonth, exportBulletin, monthStates, monthView, wholeLevel } from '#data/stability/index.ts';
import type { Progress } from '#data/kernel/index.ts';
import { readOptions, type Options } from '../options.ts';
import { cliActor, withCore } from '../program.ts';
import { UsageError } from '../usage.ts';
import type { Outcome } from './outcome.ts';

/** Computes a month and prints the index of a level, each place with what every dimension and indicator contributes. */
export function stabilityCommand(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'month', 'level'] });
  const [db, month, level] = [options.required('db'), monthOf(options), levelOf(options)];
  return withCore(db, 'existing', async (core) => {
    const context = core.contextFor(cliActor());
    const computed = await computeMonth(context, level === 'department' ? 'department' : 'town', month, {
      report: phaseTeller(),
    });
    const which = 'latest' as const;
    const { run, rows: _rows, correction: _correction, ...rest } = await monthView(context, { level, month, which });
    const { definition, places } = await wholeLevel(context, level, month, which);
    return { output: { ...rest, month, hash: computed.hash, run, places: places.map((place) => withContributions(place, definition)) } };
  });
}

/** A place as a tree: dimensions, each with its indicators and the points they cost. */
function withContributions({ dimensions, indicators, groups: _groups, trend: _trend, ...place }: PlaceResult, definition: IndexDefinition): object {
  const { shares } = frameOf(definition);
  const figures = indicatorsOf(definition).map(({ indicator, dimension }, at) => ({ dimension: dimension.id, name: indicator.name, weight: shown(shares[at] ?? 0n), ...indicators[at] }));
  return {
    ...place,
    dimensions: definition.dimensions.map(({ id, name, weight }, d) => ({
      ...dimensions[d], name, weight,
      indicators: figures.flatMap(({ dimension, ...figure }) => (dimension === id ? [figure] : [])),
    })),
  };
}

/** `export --kind stability`: the bulletin of a month, the newest with data where none is named; computed first where it was not yet. */
export function exportStability(db: string, options: Options, path: string, language: 'zh' | 'en'): Promise<Outcome> {
  const level = levelOf(options);
  const named = options.optional('month') === undefined ? null : monthOf(options);
  return withCore(db, 'existing', async (core) => {
    const context = core.contextFor(cliActor());
    const subject = level === 'department' ? 'department' : 'town';
    const states = await monthStates(context, subject);
    const month = named ?? states[0]?.month;
    if (month === undefined) throw new AppError('NOT_FOUND', 'The store holds no data that the index is computed from.');
    const state = states.find((one) => one.month === month);
    if ((state?.published ?? state?.latest ?? null) === null) await computeMonth(context, subject, month);
    return { output: { month, level, ...(await exportBulletin(context, { level, month, language }, path)) } };
  });
}

/** A line on stderr for every phase that begins. */
function phaseTeller(): (progress: Progress) => void {
  let told = '';
  return ({ phase, rows }) => {
    if (phase !== told) process.stderr.write(`${phase}, ${String(rows)} rows read\n`);
    told = phase;
  };
}

function monthOf(options: Options): string {
  const month = options.required('month');
  if (!stabilityMonth.safeParse(month).success) throw new UsageError('--month takes a month such as 2026-03.');
  return month;
}

function levelOf(options: Options): StabilityLevel {
  const text = options.optional('level') ?? 'town';
  const level = STABILITY_LEVELS.find((one) => one === text);
  if (level === undefined) throw new UsageError(`--level takes ${STABILITY_LEVELS.join(', ')}.`);
  return level;
}

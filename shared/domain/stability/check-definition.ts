import { exact } from '#shared/domain/decimal/index.ts';
import type { CategoryQuery, IndexQuery } from './query.ts';

/** What the rules below need of a definition; the schema's own type would close a circle. */
interface Checked {
  readonly subject: 'town' | 'department';
  readonly departments?: unknown;
  readonly bases: Readonly<Record<string, unknown>>;
  readonly dimensions: readonly { readonly id: string; readonly weight: string; readonly groups: readonly { readonly id: string; readonly indicators: readonly CheckedIndicator[] }[] }[];
  readonly deductions: readonly { readonly id: string; readonly points: string; readonly maximum: string }[];
  readonly vetoes: readonly { readonly id: string }[];
  readonly colours: readonly { readonly colour: string; readonly from: string }[];
  readonly floor: string;
}
interface CheckedIndicator {
  readonly id: string;
  readonly numerator: IndexQuery;
  readonly denominator: { readonly kind: string; readonly of?: IndexQuery };
  readonly goalposts: { readonly low: string; readonly high: string };
  readonly shrink: boolean;
}

export interface DefinitionFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const ORDER = ['green', 'blue', 'yellow', 'red'];

/** Rules that no single property can say: ids that mean one thing, goalposts in order, colours that cover the scale. */
export function checkDefinition(definition: Checked): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  const seen = new Set<string>();
  const once = (id: string, path: readonly (string | number)[]): void => {
    if (seen.has(id)) faults.push({ path: [...path, 'id'], message: `"${id}" appears twice` });
    seen.add(id);
  };
  definition.dimensions.forEach((dimension, d) => {
    once(dimension.id, ['dimensions', d]);
    // A geometric mean is a root of the degree of all weights together: it stays quick as long as these are plain numbers.
    if (exact(dimension.weight).decimalPlaces() > 1 || exact(dimension.weight).gt(100)) faults.push({ path: ['dimensions', d, 'weight'], message: 'must be at most 100, with at most one decimal place' });
    dimension.groups.forEach((group, g) => {
      once(group.id, ['dimensions', d, 'groups', g]);
      group.indicators.forEach((indicator, i) => {
        const path = ['dimensions', d, 'groups', g, 'indicators', i];
        once(indicator.id, path);
        faults.push(...checkIndicator(indicator, definition).map(({ path: inner, message }) => ({ path: [...path, ...inner], message })));
      });
    });
  });
  definition.deductions.forEach(({ id, points, maximum }, position) => {
    once(id, ['deductions', position]);
    if (exact(maximum).lt(points)) faults.push({ path: ['deductions', position, 'maximum'], message: 'must be at least one deduction' });
  });
  definition.vetoes.forEach(({ id }, position) => { once(id, ['vetoes', position]); });
  faults.push(...checkColours(definition.colours));
  if (exact(definition.floor).gte(100)) faults.push({ path: ['floor'], message: 'must lie below 100' });
  if (definition.subject === 'department' && definition.departments === undefined) faults.push({ path: ['departments'], message: 'a department index must say which departments' });
  return faults;
}

function checkIndicator({ numerator, denominator, goalposts, shrink }: CheckedIndicator, { subject, bases }: Checked): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  const fault = (path: readonly (string | number)[], message: string): void => { faults.push({ path, message }); };
  if (exact(goalposts.low).gte(goalposts.high)) fault(['goalposts'], 'the low end must lie below the high end');
  const rate = denominator.kind !== 'none' && denominator.kind !== 'share';
  if (rate && bases[denominator.kind] === undefined) fault(['denominator'], `the definition does not say how ${denominator.kind} are read`);
  if (rate && subject === 'department') fault(['denominator'], 'a department has no such base');
  if ('ledger' in numerator && subject === 'town') fault(['numerator'], 'own assessments are known by department only');
  if (shrink && (denominator.kind === 'none' || !isCount(numerator) || (denominator.of !== undefined && !isCount(denominator.of)))) fault(['shrink'], 'only rates and shares of counts can be shrunk');
  return faults;
}

function isCount(query: IndexQuery): boolean {
  return 'ledger' in query || (query satisfies CategoryQuery).measure.kind === 'count';
}

function checkColours(colours: Checked['colours']): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  colours.forEach(({ colour, from }, position) => {
    const before = colours[position - 1];
    if (colour !== ORDER[position]) faults.push({ path: ['colours', position, 'colour'], message: `expected ${ORDER[position] ?? 'none'}` });
    if (before !== undefined && exact(from).gte(before.from)) faults.push({ path: ['colours', position, 'from'], message: 'must begin below the colour before' });
  });
  if (!exact(colours.at(-1)?.from ?? '1').isZero()) faults.push({ path: ['colours', colours.length - 1, 'from'], message: 'the last colour must begin at 0' });
  return faults;
}

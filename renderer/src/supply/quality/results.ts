import type { QualityResult } from '#shared/contract/index.ts';
import type { Severity } from '#shared/domain/quality/index.ts';
import type { Sort } from '@/ui/index.ts';

/** Which results are on screen; null = every one. */
export interface ResultChoice {
  readonly severity: Severity | null;
  readonly category: string | null;
  readonly onlyFailing: boolean;
}

const GRAVITY: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

const KEYS: Readonly<Record<string, (result: QualityResult) => number | string>> = {
  severity: ({ rule }) => GRAVITY[rule.severity],
  category: ({ rule }) => Number(rule.category.split('.')[0]) * 1000 + Number(rule.category.split('.')[1]),
  found: ({ found }) => found ?? -1,
  share: ({ checked, found }) => (checked === null || checked === 0 ? -1 : (found ?? 0) / checked),
  change: (result) => change(result) ?? 0,
};

export const SORTABLE: ReadonlySet<string> = new Set(Object.keys(KEYS));

/** Findings more (or fewer) than in the run before; null where there is nothing to compare. */
export function change({ found, before, skipped }: QualityResult): number | null {
  return found === null || before === null || skipped !== null ? null : found - before;
}

/** Grave rules with findings first, unless asked otherwise; equal ones keep the order of the file. */
export function chosenResults(results: readonly QualityResult[], choice: ResultChoice, sort: Sort | null): readonly QualityResult[] {
  const chosen = results.filter(
    ({ rule, found }) => (choice.severity === null || rule.severity === choice.severity) && (choice.category === null || rule.category === choice.category) && (!choice.onlyFailing || (found ?? 0) > 0),
  );
  const key = sort === null ? undefined : KEYS[sort.field];
  if (key === undefined || sort === null) return [...chosen].sort((a, b) => Number((b.found ?? 0) > 0) - Number((a.found ?? 0) > 0) || GRAVITY[a.rule.severity] - GRAVITY[b.rule.severity] || (b.found ?? 0) - (a.found ?? 0));
  const sign = sort.direction === 'asc' ? 1 : -1;
  return [...chosen].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
}

import { addMonths, daysBetween, monthEnd } from '#shared/domain/supply/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { Finding, Occurrence, Tally } from './finding.ts';

/**
 * Runs of months that each hold a row. A run of the length that the rule asks for is one finding, and every further such
 * length of the same run another: six red months in a row are two findings of three, five are one. The figure is the whole run.
 */
export function findRuns(tallies: readonly Tally[], length: number): Finding[] {
  const found: Finding[] = [];
  for (const [subject, of] of groupBy(tallies, (tally) => tally.subject)) {
    const months = [...new Set(of.map(({ period }) => period))].sort();
    for (const run of runsOf(months)) {
      const figure = String(run.length);
      for (let start = 0; start + length <= run.length; start += length) {
        const [first, last] = [run[start] ?? '', run[start + length - 1] ?? ''];
        found.push({ subject, window: `${first}..${last}`, from: `${first}-01`, to: monthEnd(last), figure, base: null });
      }
    }
  }
  return found;
}

/** Sorted months, cut where one is missing. */
function runsOf(months: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const month of months) {
    const current = runs.at(-1);
    const before = current?.at(-1);
    if (current !== undefined && before !== undefined && addMonths(before, 1) === month) current.push(month);
    else runs.push([month]);
  }
  return runs;
}

/**
 * So many rows of one subject within so many days. From the first row of such a cluster on, all rows of the days that it spans
 * belong to it; the next cluster begins after them, so no row counts twice.
 */
export function findRepeats(occurrences: readonly Occurrence[], times: number, withinDays: number): Finding[] {
  const found: Finding[] = [];
  for (const [subject, of] of groupBy(occurrences, (one) => one.subject)) {
    const rows = inOrder(of);
    for (let start = 0; start + times <= rows.length;) {
      const [first, needed] = [rows[start], rows[start + times - 1]];
      if (first === undefined || needed === undefined) break;
      if (daysBetween(first.day, needed.day) > withinDays) {
        start += 1;
        continue;
      }
      let end = start + times;
      while (end < rows.length && daysBetween(first.day, rows[end]?.day ?? '') <= withinDays) end += 1;
      found.push({ subject, window: first.day, from: first.day, to: rows[end - 1]?.day ?? first.day, figure: String(end - start), base: null });
      start = end;
    }
  }
  return found;
}

/**
 * Rows of a first kind, and then one of a second kind within so many days of them. All second rows of the same days belong to
 * the finding; the next one needs first rows of its own, later than the last second row. The figure counts both kinds.
 */
export function findSequences(firsts: readonly Occurrence[], thens: readonly Occurrence[], needed: number, withinDays: number): Finding[] {
  const found: Finding[] = [];
  const bySubject = groupBy(firsts, ({ subject }) => subject);
  for (const [subject, of] of groupBy(thens, (one) => one.subject)) {
    const earlier = inOrder(bySubject.get(subject) ?? []);
    const later = inOrder(of);
    let used = '';
    for (let index = 0; index < later.length; index += 1) {
      const then = later[index]?.day ?? '';
      const before = earlier.filter(({ day }) => day > used && day <= then && daysBetween(day, then) <= withinDays);
      const first = before[0]?.day;
      if (first === undefined || before.length < needed) continue;
      let end = index;
      while (end + 1 < later.length && daysBetween(first, later[end + 1]?.day ?? '') <= withinDays) end += 1;
      const to = later[end]?.day ?? then;
      const counted = earlier.filter(({ day }) => day >= first && day <= to).length + (end - index + 1);
      found.push({ subject, window: first, from: first, to, figure: String(counted), base: null });
      used = to;
      index = end;
    }
  }
  return found;
}

function inOrder(of: readonly Occurrence[]): Occurrence[] {
  return [...of].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.row - b.row));
}

import { addMonths, daysBetween, monthEnd } from '#shared/domain/supply/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { Finding, FoundRow, Occurrence, Tally } from './finding.ts';

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
 * So many rows of one subject within so many days. Rows that complete such a group one after the other are one matter, as long as
 * the groups share a day: an alarm that goes on and on is one finding that grows, not many.
 */
export function findRepeats(occurrences: readonly Occurrence[], times: number, withinDays: number): Finding[] {
  return [...groupBy(occurrences, (one) => one.subject)].flatMap(([subject, of]) => {
    const rows = inOrder(of);
    const groups = rows.flatMap((row, index): Group[] => {
      const first = rows[index - times + 1];
      return first !== undefined && daysBetween(first.day, row.day) <= withinDays ? [{ from: first.day, to: row.day }] : [];
    });
    const tells = new Set(rows.filter((row, index) => index >= times - 1 && daysBetween(rows[index - times + 1]?.day ?? '', row.day) <= withinDays));
    return matters(groups).map((matter) => finding(subject, matter, rows.map((row) => ({ day: row.day, tells: tells.has(row) }))));
  });
}

/**
 * Rows of a first kind, and then one of a second kind within so many days of enough of them. Groups that share a day are one
 * matter, as with repeats. The figure counts the rows of both kinds in its days.
 */
export function findSequences(firsts: readonly Occurrence[], thens: readonly Occurrence[], needed: number, withinDays: number): Finding[] {
  const bySubject = groupBy(firsts, ({ subject }) => subject);
  return [...groupBy(thens, (one) => one.subject)].flatMap(([subject, of]) => {
    const earlier = inOrder(bySubject.get(subject) ?? []);
    const later = inOrder(of).map(({ day }) => {
      const before = earlier.filter((first) => first.day <= day && daysBetween(first.day, day) <= withinDays);
      return { day, from: before.length >= needed ? (before[0]?.day ?? null) : null };
    });
    const groups = later.flatMap(({ day, from }): Group[] => (from === null ? [] : [{ from, to: day }]));
    const rows = [...earlier.map(({ day }) => ({ day, tells: false })), ...later.map(({ day, from }) => ({ day, tells: from !== null }))];
    return matters(groups).map((matter) => finding(subject, matter, rows.sort((a, b) => order(a.day, b.day))));
  });
}

interface Group {
  readonly from: string;
  readonly to: string;
}

/** Groups in the order of their last days, put together where they share a day. */
function matters(groups: readonly Group[]): Group[] {
  const merged: Group[] = [];
  for (const group of groups) {
    let from = group.from;
    for (let last = merged.at(-1); last !== undefined && last.to >= from; last = merged.at(-1)) {
      if (last.from < from) from = last.from;
      merged.pop();
    }
    merged.push({ from, to: group.to });
  }
  return merged;
}

function finding(subject: string, { from, to }: Group, all: readonly FoundRow[]): Finding {
  const rows = all.filter(({ day }) => day >= from && day <= to);
  return { subject, window: from, from, to, figure: String(rows.length), base: null, rows };
}

function inOrder(of: readonly Occurrence[]): Occurrence[] {
  return [...of].sort((a, b) => order(a.day, b.day) || a.row - b.row);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

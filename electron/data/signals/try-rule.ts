import type { ParsedInput, RuleTrial } from '#shared/contract/index.ts';
import { SIGNAL_LEVELS, withParameters, type SignalLevel, type SignalRule } from '#shared/domain/signals/index.ts';
import { chinaDay, monthsUpTo } from '#shared/domain/supply/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { libraryOf, ruleById } from './library.ts';
import { keyOf } from './subject.ts';
import { subjectName } from './words.ts';

const EXAMPLES = 50;

/** A trial with what it found, by subject and window: to be held against another. */
export interface TriedRule {
  readonly trial: RuleTrial;
  readonly found: ReadonlySet<string>;
}

/** What the rule in use, or that rule with other numbers, would have raised. Nothing of it is kept. */
export async function tryRule(context: CallContext, { id, months, changes }: ParsedInput<'signals.tryRule'>): Promise<RuleTrial> {
  return (await tryText(context, withParameters(ruleById(libraryOf(context), id).value, changes), months)).trial;
}

/**
 * What a rule would have raised: the same evaluation over as many months as asked for, of which nothing is kept. Deadlines are looked at as
 * the data stands now; what was done late counts, what was open for a while and is done does not.
 */
export async function tryText(context: CallContext, rule: SignalRule, months: number): Promise<TriedRule> {
  const evaluation = await evaluateRule(context, rule, null, months);
  const today = chinaDay(context.clock.now());
  const found = (evaluation?.found ?? []).filter(({ to }) => to >= (evaluation?.from ?? ''));
  const asOf = evaluation?.asOf ?? today;
  // A window may end after the day that is looked at: its month is then the current one.
  const monthOf = (day: string): string => (day < asOf ? day : asOf).slice(0, 7);
  const latest = [...found].sort((a, b) => (a.to > b.to ? -1 : a.to < b.to ? 1 : 0)).slice(0, EXAMPLES);
  const trial = {
    from: evaluation?.from ?? today,
    to: asOf,
    total: found.length,
    subjects: new Set(found.map(({ subject }) => subject)).size,
    months: monthsUpTo(asOf.slice(0, 7), months).map((month) => ({ month, raised: found.filter(({ to }) => monthOf(to) === month).length })),
    levels: Object.fromEntries(SIGNAL_LEVELS.map((level) => [level, found.filter((one) => one.level === level).length])) as Record<SignalLevel, number>,
    examples: latest.map(({ subject, label, level, from, to, figure, base, records }) => ({
      subject: subjectName(context.regions, rule.subject.kind, keyOf(context, rule, subject), label), level, from, to, figure, base, records,
    })),
  };
  return { trial, found: new Set(found.map(({ subject, from, to }) => `${subject} ${from} ${to}`)) };
}

import { AppError } from '#shared/errors/index.ts';
import { signalRuleSchema, type RuleCondition, type SignalRule } from './rule.ts';

/** The numbers of a rule that somebody may want to change: its limits, not its conditions. */
export const PARAMETERS = ['from', 'minimum', 'months', 'factor', 'periods', 'first', 'times', 'withinDays', 'limitMinutes', 'limitDays'] as const;
export type ParameterName = (typeof PARAMETERS)[number];

/** Decimal text by name, in the order in which the rule is read. */
export function parametersOf({ condition }: Pick<SignalRule, 'condition'>): { readonly name: ParameterName; readonly value: string }[] {
  const entries = Object.entries(valuesOf(condition)) as [ParameterName, string | number | undefined][];
  return entries.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: String(value) }]));
}

function valuesOf(condition: RuleCondition): Partial<Record<ParameterName, string | number | undefined>> {
  switch (condition.kind) {
    case 'threshold': return { from: condition.from };
    case 'share': return { from: condition.from, minimum: condition.minimum };
    case 'run': return { months: condition.months };
    case 'rate': return { factor: condition.factor, minimum: condition.minimum, periods: condition.against.kind === 'own' ? condition.against.periods : undefined };
    case 'deadline': {
      const { limit } = condition.late;
      return { limitMinutes: 'minutes' in limit ? limit.minutes : undefined, limitDays: 'days' in limit ? limit.days : undefined, from: condition.from };
    }
    case 'sequence': return { first: condition.first, withinDays: condition.withinDays };
    case 'repeat': return { times: condition.times, withinDays: condition.withinDays };
  }
}

/**
 * The same rule with other numbers, to be tried.
 *
 * @throws AppError BAD_INPUT for a number that the rule does not have, or that it cannot have
 */
export function withParameters(rule: SignalRule, changes: Readonly<Partial<Record<ParameterName, string>>>): SignalRule {
  const known = new Set(parametersOf(rule).map(({ name }) => name));
  let condition: unknown = rule.condition;
  for (const [name, value] of Object.entries(changes)) {
    if (!known.has(name as ParameterName)) throw new AppError('BAD_INPUT', `The rule ${rule.id} has no number "${name}".`, { path: name });
    condition = changed(condition as RuleCondition, name as ParameterName, value);
  }
  const parsed = signalRuleSchema.safeParse({ ...rule, condition });
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', `The rule ${rule.id} cannot have these numbers: ${parsed.error.issues[0]?.message ?? ''}`, { path: String(parsed.error.issues[0]?.path.at(-1) ?? '') });
}

/** Not checked here: the whole rule is parsed again. */
function changed(condition: RuleCondition, name: ParameterName, text: string): unknown {
  const decimal = name === 'factor' || (name === 'from' && condition.kind !== 'deadline');
  const value = decimal ? text : Number(text);
  if (name === 'periods' && condition.kind === 'rate') return { ...condition, against: { ...condition.against, periods: value } };
  if (condition.kind === 'deadline' && (name === 'limitMinutes' || name === 'limitDays')) {
    const limit = { ...condition.late.limit, ...(name === 'limitMinutes' ? { minutes: value } : { days: value }) };
    return { ...condition, late: { ...condition.late, limit } };
  }
  return { ...condition, [name]: value };
}

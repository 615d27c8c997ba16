import { z } from 'zod';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { decimalSchema } from '#shared/domain/decimal/index.ts';
import { conditionSchema } from '#shared/domain/assessment/index.ts';
import { fieldId, lateSchema, rowConditionSchema, sourceSchema } from './condition.ts';
import { PERIODS } from './period.ts';

/** 红, 橙, 黄, 蓝: the gravest first. */
export const SIGNAL_LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
export type SignalLevel = (typeof SIGNAL_LEVELS)[number];

/** What a signal is about. `town` and `department` are the normalised place and department of a row; all others are a field of it. */
export const SUBJECT_KINDS = ['town', 'department', 'enterprise', 'project', 'entity', 'device', 'site', 'case', 'person', 'household'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

const subjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['town', 'department']) }),
  /** `label` names the subject on screen where its own field is only a number. */
  z.strictObject({ kind: z.enum(['enterprise', 'project', 'entity', 'device', 'site', 'case']), field: fieldId, label: fieldId.optional() }),
  /** Never shown by name: the subject goes by its keyed hash. */
  z.strictObject({ kind: z.enum(['person', 'household']), field: fieldId }),
]);
export type RuleSubject = z.infer<typeof subjectSchema>;

const period = z.enum(PERIODS);
const whole = z.int().min(1);

/** `count` rows, different values of a field, or the sum of a number field in its stated unit. */
const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.enum(['distinct', 'sum']), field: fieldId }),
]);

/** With what a rate is compared: the mean of so many months (of its periods) before, the same period of last year, or the median of all subjects. */
const againstSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own'), periods: whole.max(36) }),
  z.strictObject({ kind: z.literal('lastYear') }),
  /** By plain figures, or per 10,000 residents of the town. */
  z.strictObject({ kind: z.literal('peers'), per: z.enum(['residents', 'none']) }),
]);

export const ruleConditionSchema = z.discriminatedUnion('kind', [
  /** The figure of a subject in a period reaches `from`. */
  z.strictObject({ kind: z.literal('threshold'), measure: measureSchema, period, from: decimalSchema }),
  /** Of at least `minimum` rows of a subject in a period, the share (0..1) that also meets `of` reaches `from`. */
  z.strictObject({ kind: z.literal('share'), of: z.array(rowConditionSchema).min(1), period, minimum: whole, from: decimalSchema }),
  /** Months one after the other that each hold a row. A month without one, or without any data, ends the run. */
  z.strictObject({ kind: z.literal('run'), months: z.int().min(2).max(24) }),
  /** The count of a subject in a period is at least `minimum`, and at least `factor` times what it is compared with. */
  z.strictObject({ kind: z.literal('rate'), period: z.enum(['month', 'quarter']), against: againstSchema, factor: decimalSchema, minimum: whole }),
  /** At least `from` missed deadlines of a subject in a period. */
  z.strictObject({ kind: z.literal('deadline'), late: lateSchema, period, from: whole }),
  /** At least `first` rows, and then, within so many days of them, a row of the other source with the same subject. */
  z.strictObject({ kind: z.literal('sequence'), first: whole, then: sourceSchema, withinDays: whole.max(366) }),
  /** At least so many rows of one subject within so many days. */
  z.strictObject({ kind: z.literal('repeat'), times: z.int().min(2), withinDays: whole.max(1098) }),
]);
export type RuleCondition = z.infer<typeof ruleConditionSchema>;
export type RuleKind = RuleCondition['kind'];

const followUpSchema = z.strictObject({
  /** What is opened: 暗访检查, 联合执法 ... */
  name: bilingualSchema,
  /** Days from the day it is raised until it must be handled. */
  days: z.int().min(0).max(366),
  /** What closes it, in words. */
  closes: bilingualSchema,
  /** Where the imported data itself can say that it was done: all rows behind the signal meet this. */
  done: z.array(conditionSchema).min(1).optional(),
});

/** A rule over the imported data: what is looked for, about whom, how grave it is, and what follows. */
export const signalRuleSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  version: z.int().positive(),
  name: bilingualSchema,
  /** Where it comes from and why its numbers are what they are. */
  reason: bilingualSchema,
  level: z.enum(SIGNAL_LEVELS),
  /** From a figure on, a graver level. */
  escalate: z.array(z.strictObject({ from: decimalSchema, level: z.enum(SIGNAL_LEVELS) })).default([]),
  subject: subjectSchema,
  source: sourceSchema,
  condition: ruleConditionSchema,
  /** How many months back from the newest data a signal is still raised; what is older is only ever tried. */
  recentMonths: z.int().min(1).max(60),
  followUp: followUpSchema,
});
export type SignalRule = z.infer<typeof signalRuleSchema>;

/** "red-code-check@1". */
export function ruleRef({ id, version }: Pick<SignalRule, 'id' | 'version'>): string {
  return `${id}@${String(version)}`;
}

/** Categories whose batches a rule must be held against. */
export function ruleCategories({ source, condition }: Pick<SignalRule, 'source' | 'condition'>): string[] {
  const then = condition.kind === 'sequence' ? [condition.then.category] : [];
  return [...new Set([source.category, ...then])];
}

/** What the figure of a finding counts. */
export const FIGURE_KINDS = ['count', 'distinct', 'sum', 'share', 'run', 'late', 'repeat', 'sequence', 'rate', 'perResidents'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

export function figureKind({ condition }: Pick<SignalRule, 'condition'>): FigureKind {
  switch (condition.kind) {
    case 'threshold': return condition.measure.kind;
    case 'deadline': return 'late';
    case 'rate': return condition.against.kind === 'peers' && condition.against.per === 'residents' ? 'perResidents' : 'rate';
    case 'share':
    case 'run':
    case 'repeat':
    case 'sequence': return condition.kind;
  }
}

/** The gravest level that the figure reaches. */
export function levelOf({ level, escalate }: Pick<SignalRule, 'level' | 'escalate'>, reaches: (from: string) => boolean): SignalLevel {
  const reached = [level, ...escalate.filter(({ from }) => reaches(from)).map((step) => step.level)];
  return SIGNAL_LEVELS.find((one) => reached.includes(one)) ?? level;
}

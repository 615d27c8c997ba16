import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import {
  PARAMETERS, SIGNAL_ACTIONS, SIGNAL_LEVELS, SIGNAL_STATES,
  type Board, type FigureKind, type FigureUnit, type ParameterName, type SignalAction, type SignalLevel, type SignalRule, type SignalState, type SignalStepKind, type SubjectKind,
} from '#shared/domain/signals/index.ts';
import type { RecordPage } from './catalogue.ts';
import { empty, isoDate, paging, type Page, type TaskId } from './common.ts';
import { procedure } from './procedure.ts';

/** What a field, and its codes, are called: all that is needed to say a condition in words. */
export interface FieldWords {
  readonly name: Bilingual;
  readonly codes: Readonly<Record<string, Bilingual>>;
  readonly unit: string | null;
}

export interface CategoryWords {
  readonly name: Bilingual;
  readonly fields: Readonly<Record<string, FieldWords>>;
}

/** How many signals stand where, over all versions of a rule. */
export interface SignalCounts {
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
  readonly falseAlarms: number;
}

export interface RuleSummary {
  /** "red-code-check@1". */
  readonly ref: string;
  readonly hash: string;
  readonly rule: SignalRule;
  readonly active: boolean;
  readonly counts: SignalCounts;
  /** Of those that ended, the share that was not false, 0..1; null before the first end. */
  readonly precision: string | null;
  /** Last day of data that the rule was held against, and when; null before the first time. */
  readonly asOf: string | null;
  readonly evaluatedAt: string | null;
  /** Batches of its categories that came or went since. */
  readonly pending: boolean;
}

export interface RuleDetail extends RuleSummary {
  /** Names of the categories and fields that the rule names, by category. */
  readonly words: Readonly<Record<string, CategoryWords>>;
  /** Signals raised by month, the 24 months up to the newest, oldest first; by the last day of their window. */
  readonly months: readonly { readonly month: string; readonly raised: number; readonly falseAlarms: number }[];
  readonly parameters: readonly { readonly name: ParameterName; readonly value: string }[];
  /** Why it is switched off, by whom and when; null while it is on. */
  readonly off: { readonly reason: string; readonly by: string; readonly at: string } | null;
}

/** What a rule would have raised; nothing of it is kept. */
export interface RuleTrial {
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly subjects: number;
  readonly months: readonly { readonly month: string; readonly raised: number }[];
  readonly levels: Readonly<Record<SignalLevel, number>>;
  /** The latest, at most 50. */
  readonly examples: readonly { readonly subject: SignalSubject; readonly level: SignalLevel; readonly from: string; readonly to: string; readonly figure: string; readonly base: string | null; readonly records: number }[];
}

/** About whom: a name where it may be shown, else eight characters of the keyed hash. */
export interface SignalSubject {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly hidden: boolean;
}

export interface SignalRow {
  readonly id: number;
  readonly ruleId: string;
  readonly ruleName: Bilingual;
  readonly followUp: Bilingual;
  readonly level: SignalLevel;
  readonly subject: SignalSubject;
  readonly town: string | null;
  /** Name of the town, else of the county; null where neither is known. */
  readonly place: string | null;
  readonly from: string;
  readonly to: string;
  /** Rows, months in a row, a share 0..1, a sum (in `unit`) or a rate: exact decimal text; `base` is what it was compared with. */
  readonly figure: string;
  readonly figureKind: FigureKind;
  readonly unit: string | null;
  readonly base: string | null;
  readonly records: number;
  readonly state: SignalState;
  readonly owner: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  /** False where the data no longer bears it out. */
  readonly supported: boolean;
  readonly raisedAt: string;
}

export interface SignalStep {
  readonly at: string;
  /** Account, or `program`. */
  readonly by: string;
  readonly step: SignalStepKind;
  readonly state: SignalState;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: string | null;
  /** Of `raise` and `update`: what the figure was. */
  readonly figure: string | null;
  readonly auditSeq: number;
}

export interface SignalView extends SignalRow {
  readonly revision: number;
  /** Last day of data when it was last found. */
  readonly asOf: string;
  /** Where its rule stands today; null where it does not ship any more. */
  readonly rule: RuleSummary | null;
  /** The exact version that raised it. */
  readonly raisedBy: SignalRule;
  readonly words: Readonly<Record<string, CategoryWords>>;
  /** Categories of the rows behind it: one, or of a sequence the first and the second. */
  readonly parts: readonly { readonly category: string; readonly name: Bilingual }[];
  readonly dispatchedAt: string | null;
  readonly receivedAt: string | null;
  readonly handledAt: string | null;
  readonly endedAt: string | null;
  readonly steps: readonly SignalStep[];
  readonly may: readonly SignalAction[];
  /** Earlier signals about the same subject, of any rule, newest first. */
  readonly others: readonly SignalRow[];
}

export interface SignalPage extends Page<SignalRow> {
  /** Over all signals that fit the filter but for the level. */
  readonly levels: Readonly<Record<SignalLevel, number>>;
  readonly overdue: number;
  /** Something came or went that no rule was held against yet. */
  readonly pending: boolean;
  readonly evaluatedAt: string | null;
}

const ruleId = z.string().regex(/^[a-z][a-z0-9-]{2,40}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const signalFilter = z.strictObject({
  rule: ruleId.optional(),
  levels: z.array(z.enum(SIGNAL_LEVELS)).optional(),
  states: z.array(z.enum(SIGNAL_STATES)).optional(),
  /** 9-digit towns, or 6-digit counties for all that is in them. */
  places: z.array(z.string().regex(/^\d{6}(\d{3})?$/)).optional(),
  overdue: z.boolean().optional(),
  /** Given to the account that asks, or given by it to somebody else. */
  mine: z.enum(['owner', 'giver']).optional(),
  /** Whose follow-up is to be done by this day. */
  dueBy: isoDate.optional(),
  /** Part of the subject's name or of who it is given to. */
  text: z.string().max(100).optional(),
});
export type SignalFilter = z.infer<typeof signalFilter>;

/** Which part of a board is looked at: so many months up to one, and a place or everywhere. */
export const boardScope = z.strictObject({
  board: ruleId,
  /** Last month; the newest with data when left out. */
  month: month.optional(),
  months: z.int().min(1).max(36).default(12),
  place: z.string().regex(/^\d{6}(\d{3})?$/).optional(),
});

/** One figure in one cell. Null where there is nothing to count or to divide by, which is never 0. */
export interface BoardValue {
  /** Exact decimal text in the figure's unit; of a share per cent, of a median minutes. */
  readonly value: string | null;
  /** Rows that were counted; of a share those that it is a share of. */
  readonly rows: number;
  /** Of a share, the rows that meet it; null elsewhere. */
  readonly part: number | null;
}

export interface BoardFigureView {
  readonly id: string;
  readonly name: Bilingual;
  readonly unit: FigureUnit;
  readonly category: string;
  readonly now: BoardValue;
  readonly lastYear: BoardValue;
  /** Against the same months of the year before, in per cent; null where one side is missing. */
  readonly change: string | null;
}

export interface BoardView {
  readonly board: Board;
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  readonly months: readonly string[];
  readonly place: { readonly code: string; readonly name: string } | null;
  /** Categories asked, with their names and newest month. */
  readonly categories: readonly { readonly id: string; readonly name: Bilingual; readonly newest: string | null }[];
  readonly figures: readonly BoardFigureView[];
  /** By month of the 24 months up to the last one of the period: values by figure. */
  readonly byMonth: readonly { readonly month: string; readonly values: Readonly<Record<string, BoardValue>> }[];
  /** By group key: rows in the order of the first figure, greatest first; of very many the first thousand, and how many are left out. */
  readonly groups: Readonly<Record<string, BoardGroupView>>;
  readonly rules: readonly RuleSummary[];
  /** Names of the categories and fields that the figures name, by category. */
  readonly words: Readonly<Record<string, CategoryWords>>;
}

export interface BoardGroupView {
  /** Name of the field that rows are told apart by; null for places and departments. */
  readonly name: Bilingual | null;
  readonly rows: readonly BoardGroupRow[];
  readonly left: number;
}

export interface BoardGroupRow {
  /** A place code, a department, a code of the field; '' where the row does not say. */
  readonly key: string;
  readonly name: Bilingual;
  readonly values: Readonly<Record<string, BoardValue>>;
}

export const signalsContract = {
  'signals.list': procedure<SignalPage>()({
    input: z.strictObject({
      filter: signalFilter.default({}),
      sort: z.strictObject({ field: z.enum(['level', 'raisedAt', 'dueOn', 'to', 'records', 'state']), direction: z.enum(['asc', 'desc']) }).optional(),
      ...paging,
    }),
    access: 'signals.read',
  }),
  'signals.one': procedure<SignalView>()({ input: z.strictObject({ id: z.int().positive() }), access: 'signals.read' }),
  /** The rows behind a signal as they stood when it was last found. */
  'signals.records': procedure<RecordPage>()({ input: z.strictObject({ id: z.int().positive(), part: z.int().min(0).max(1).default(0), ...paging }), access: 'records.read' }),
  /** Who a signal may be given to, for the form to offer: accounts that can handle one, then those given one before, the most often first. */
  'signals.owners': procedure<readonly string[]>()({ input: empty, access: 'signals.handle' }),
  /** One step of the follow-up. `revision` is what the screen showed; another one since is a CONFLICT. */
  'signals.act': procedure<SignalView>()({
    input: z.strictObject({
      id: z.int().positive(),
      revision: z.int().min(0),
      action: z.enum(SIGNAL_ACTIONS),
      text: z.string().trim().max(2000).default(''),
      owner: z.string().trim().max(100).default(''),
      dueOn: isoDate.optional(),
    }),
    access: 'signals.handle',
  }),
  'signals.rules': procedure<readonly RuleSummary[]>()({ input: empty, access: 'signals.read' }),
  'signals.rule': procedure<RuleDetail>()({ input: z.strictObject({ id: ruleId }), access: 'signals.read' }),
  /** What the rule, or the rule with other numbers, would have raised over so many months. Nothing is raised. */
  'signals.tryRule': procedure<RuleTrial>()({
    input: z.strictObject({ id: ruleId, months: z.int().min(1).max(48), changes: z.partialRecord(z.enum(PARAMETERS), z.string().max(30)).default({}) }),
    access: 'signals.read',
  }),
  'signals.setActive': procedure<RuleDetail>()({ input: z.strictObject({ id: ruleId, active: z.boolean(), reason: z.string().trim().min(1).max(500) }), access: 'signals.manage' }),
  /** Starts a task: what came since the last time, or with `all` every rule from the beginning. */
  'signals.evaluate': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ all: z.boolean().default(false) }), access: 'signals.manage' }),
  'signals.boards': procedure<readonly { id: string; name: Bilingual; question: Bilingual; rules: readonly string[] }[]>()({ input: empty, access: 'signals.read' }),
  'signals.board': procedure<BoardView>()({ input: boardScope, access: 'signals.read' }),
  /** The rows behind one figure of a board: of all, of one month, or of one group. */
  'signals.boardRecords': procedure<RecordPage>()({
    input: boardScope.extend({
      figure: z.string().max(60),
      only: z.strictObject({ month: month.optional(), group: z.string().max(80).optional(), key: z.string().max(200).optional() }).default({}),
      ...paging,
    }),
    access: 'records.read',
  }),
};

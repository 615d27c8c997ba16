import type { AssessmentId } from './common.ts';
import { empty } from './common.ts';
import { procedure } from './procedure.ts';
import type { StabilitySubject } from './stability.ts';

/** Kinds of things that can wait for an account, as the start page tells of them; those that are late or broken come first there. */
export const NEED_IDS = [
  'chainBroken', 'watchFailed', 'batchesNone', 'batchesDue', 'definitionsAltered', 'signalsRed', 'signalsReceive', 'signalsHandle', 'signalsOverdue', 'signalsGiven',
  'casesReturned', 'casesSubmitted', 'ballotsOpen', 'stepsLate', 'measuresOverdue', 'obligationsApproved', 'signalsRaised', 'signalsCheck', 'casesDraft', 'roundComplete',
  'measuresRemind', 'obligationsDue', 'reviewsDue', 'indexReview', 'indexPublish', 'indexCompute', 'definitionsReview', 'definitionsReturned', 'definitionsDraft',
  'rejectsOpen', 'qualityNever', 'qualityFailing', 'accountsAlone', 'accountsLocked', 'backupNever', 'backupDue', 'chainNever', 'decisionsUnverified',
] as const;
/** So many days before its deadline a signal that an account gave to somebody else is called to mind. */
export const GIVEN_DAYS = 3;

export type NeedId = (typeof NEED_IDS)[number];

/** The first of the things counted, where it has a place of its own. */
export type NeedTarget =
  | { readonly kind: 'case'; readonly id: AssessmentId }
  | { readonly kind: 'month'; readonly subject: StabilitySubject; readonly month: string };

/** So many things of one kind that wait for the account. */
export interface HomeNeed {
  readonly id: NeedId;
  readonly count: number;
  /** How many of them are past their deadline, of a case past its planned decision; 0 where the kind says that all are. */
  readonly late: number;
  /** The nearest deadline that is not past, as a day; null where none has one. */
  readonly due: string | null;
  /** Late, broken or refused: marked beside what is merely next. */
  readonly grave: boolean;
  readonly first: NeedTarget | null;
}

/** Kinds of days to come that an account should know. */
export type AheadId = 'case' | 'signal' | 'measure' | 'review' | 'batch';

export interface HomeAhead {
  readonly id: AheadId;
  readonly on: string;
  /** Things of this kind on this day. */
  readonly count: number;
}

export interface HomeToday {
  /** Day in China. */
  readonly today: string;
  /** The gravest first. */
  readonly needs: readonly HomeNeed[];
  /** The nearest day after today; null where none is known. */
  readonly next: HomeAhead | null;
}

export const homeContract = {
  /** What waits for the account that asks, counted for it alone. */
  'home.today': procedure<HomeToday>()({ input: empty, access: 'signedIn' }),
};

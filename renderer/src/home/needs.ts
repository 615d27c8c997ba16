import type { AuditMarks, Output, StabilityMonthState } from '#shared/contract/index.ts';

/** What the needs of today are told from; null where the account may not, or has nothing to do there. */
export interface NeedFacts {
  readonly signals: { readonly overdue: number; readonly redRaised: number | null } | null;
  /** Months of the town and of the department index, newest first each, and which steps are the account's. */
  readonly index: { readonly months: readonly (readonly StabilityMonthState[])[]; readonly computes: boolean; readonly reviews: boolean; readonly publishes: boolean } | null;
  readonly definitions: { readonly lines: Output<'definitions.list'>; readonly edits: boolean; readonly reviews: boolean; readonly audits: boolean } | null;
  readonly supply: { readonly matrix: Output<'supply.matrix'>; readonly rejects: Output<'intake.openRejects'>; readonly quality: Output<'quality.overview'>; readonly watch: Output<'watch.state'> } | null;
  readonly marks: { readonly marks: AuditMarks; readonly audits: boolean; readonly backsUp: boolean } | null;
  readonly accounts: Output<'accounts.list'> | null;
}

/** Each has its words under `home.need.<id>`. */
export type NeedId =
  | 'signalsRed' | 'signalsOverdue' | 'indexCompute' | 'indexReview' | 'indexPublish' | 'definitionsReview' | 'definitionsReturned' | 'definitionsAltered'
  | 'batchesDue' | 'rejectsOpen' | 'qualityFailing' | 'qualityNever' | 'watchFailed' | 'chainBroken' | 'chainNever' | 'decisionsUnverified' | 'backupDue' | 'backupNever' | 'accountsLocked';

/** So many things of one kind that wait for the account, and where they are. */
export interface Need {
  readonly id: NeedId;
  readonly count: number;
  readonly to: string;
  /** Late, broken or refused: marked beside what is merely next. */
  readonly grave: boolean;
}

/** What waits for the account, the gravest first; empty where nothing does. */
export function needsOf(facts: NeedFacts): Need[] {
  const needs = [...chainNeeds(facts), ...signalNeeds(facts), ...supplyNeeds(facts), ...indexNeeds(facts), ...definitionNeeds(facts), ...accountNeeds(facts)].filter(({ count }) => count > 0);
  return [...needs.filter(({ grave }) => grave), ...needs.filter(({ grave }) => !grave)];
}

function signalNeeds({ signals }: NeedFacts): Need[] {
  if (signals === null) return [];
  return [
    { id: 'signalsRed', count: signals.redRaised ?? 0, to: '/signals?level=red&state=raised', grave: true },
    { id: 'signalsOverdue', count: signals.overdue, to: '/signals?overdue=1', grave: true },
  ];
}

function indexNeeds({ index }: NeedFacts): Need[] {
  if (index === null) return [];
  const waiting = (state: 'computed' | 'reviewed'): number => index.months.flat().filter(({ latest }) => latest?.state === state && !latest.stale).length;
  return [
    { id: 'indexCompute', count: index.computes ? index.months.reduce((sum, months) => sum + monthsToCompute(months), 0) : 0, to: '/stability', grave: false },
    { id: 'indexReview', count: index.reviews ? waiting('computed') : 0, to: '/stability', grave: false },
    { id: 'indexPublish', count: index.publishes ? waiting('reviewed') : 0, to: '/stability', grave: false },
  ];
}

/**
 * Months of one index that ask to be computed: newer than all that has a run (without any run only the newest), sent back,
 * or computed but not published from data that changed since.
 */
function monthsToCompute(months: readonly StabilityMonthState[]): number {
  const newestRun = months.findIndex(({ published, latest }) => published !== null || latest !== null);
  const fresh = newestRun === -1 ? Math.min(1, months.length) : newestRun;
  return fresh + months.filter(({ latest }) => latest !== null && (latest.state === 'returned' || latest.stale)).length;
}

function definitionNeeds({ definitions }: NeedFacts): Need[] {
  if (definitions === null) return [];
  const { lines, edits, reviews, audits } = definitions;
  const inState = (state: 'submitted' | 'returned'): number => lines.filter((line) => line.state === state).length;
  return [
    { id: 'definitionsAltered', count: audits ? lines.filter(({ altered, inUse }) => altered && inUse).length : 0, to: '/definitions', grave: true },
    { id: 'definitionsReview', count: reviews ? inState('submitted') : 0, to: '/definitions?state=submitted', grave: false },
    { id: 'definitionsReturned', count: edits ? inState('returned') : 0, to: '/definitions?state=returned', grave: false },
  ];
}

function supplyNeeds({ supply }: NeedFacts): Need[] {
  if (supply === null) return [];
  const { matrix, rejects, quality, watch } = supply;
  return [
    { id: 'watchFailed', count: watch.last.filter(({ outcome }) => outcome === 'failed').length + (watch.trouble === null ? 0 : 1), to: '/intake', grave: true },
    { id: 'batchesDue', count: matrix.systems.flatMap(({ categories }) => categories).filter(({ freshness }) => freshness.state === 'due').length, to: '/supply', grave: true },
    { id: 'rejectsOpen', count: rejects.rows, to: '/batches', grave: false },
    // Rules that were never held against the data have found nothing, which is not the same as nothing to find.
    { id: 'qualityNever', count: quality.runs.length === 0 ? 1 : 0, to: '/quality', grave: false },
    { id: 'qualityFailing', count: quality.runs[0]?.failing ?? 0, to: '/quality', grave: false },
  ];
}

function chainNeeds({ marks: facts }: NeedFacts): Need[] {
  if (facts === null) return [];
  const { marks, audits, backsUp } = facts;
  return [
    { id: 'chainBroken', count: marks.intact === false ? 1 : 0, to: audits ? '/audit' : '/store', grave: true },
    { id: 'chainNever', count: audits && marks.verifiedAt === null ? 1 : 0, to: '/audit', grave: false },
    { id: 'decisionsUnverified', count: audits ? marks.decidedSince : 0, to: '/audit', grave: false },
    { id: backsUp && marks.backedUpAt === null ? 'backupNever' : 'backupDue', count: backsUp ? marks.changedSince : 0, to: '/store', grave: backsUp && marks.backedUpAt === null },
  ];
}

function accountNeeds({ accounts }: NeedFacts): Need[] {
  return [{ id: 'accountsLocked', count: (accounts ?? []).filter(({ state }) => state === 'locked').length, to: '/accounts', grave: false }];
}

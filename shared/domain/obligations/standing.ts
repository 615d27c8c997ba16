export const OBLIGATION_STATES = ['due', 'underway', 'done', 'exempt'] as const;
/** due 应评未评, underway 评估中, done 已评, exempt 免评. */
export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** link, unlink: which case assesses the matter. exempt, claim: need not be assessed, must be after all. decide: the office has decided the matter. */
export const OBLIGATION_ACTIONS = ['link', 'unlink', 'exempt', 'claim', 'decide'] as const;
export type ObligationAction = (typeof OBLIGATION_ACTIONS)[number];

/** What was entered about one matter. Which of the values count depends on the action. */
export interface ObligationMark {
  readonly action: ObligationAction;
  readonly proposalId: string | null;
  readonly reasonId: string | null;
  /** Reason, or the number of the decision's document. */
  readonly text: string;
  readonly decidedOn: string | null;
}

/** A case that may assess the matter. Days as in China. */
export interface ObligationCase {
  readonly proposalId: string;
  readonly decided: boolean;
  readonly decidedOn: string | null;
}

/**
 * APPROVED_UNASSESSED: an imported approval, and no decided assessment. APPROVED_FIRST: approved before the assessment was decided.
 */
export const OBLIGATION_FINDINGS = ['APPROVED_UNASSESSED', 'APPROVED_FIRST'] as const;
export type ObligationFinding = (typeof OBLIGATION_FINDINGS)[number];

export interface ObligationStanding<Case extends ObligationCase, Mark extends ObligationMark> {
  readonly state: ObligationState;
  /** The case that assesses it: a decided one before one under way. */
  readonly assessedBy: Case | null;
  readonly exemption: Mark | null;
  readonly decision: Mark | null;
  readonly findings: readonly ObligationFinding[];
}

/**
 * Where a matter stands.
 *
 * @param marks in the order in which they were entered
 * @param cases those of the same project, and those that the marks may name
 * @param project true where the case's project is the matter itself, so that no link is needed
 * @param approvedOn day of the earliest imported approval
 */
export function obligationStanding<Case extends ObligationCase, Mark extends ObligationMark>(
  marks: readonly Mark[],
  cases: { readonly ofProject: readonly Case[]; readonly byId: (proposalId: string) => Case | undefined },
  approvedOn: string | null,
): ObligationStanding<Case, Mark> {
  const last = (...actions: readonly ObligationAction[]): Mark | null => marks.findLast(({ action }) => actions.includes(action)) ?? null;
  const link = last('link', 'unlink');
  const linked = link?.action === 'link' && link.proposalId !== null ? cases.byId(link.proposalId) : undefined;
  const candidates = [...(linked === undefined ? [] : [linked]), ...cases.ofProject];
  const assessedBy = candidates.find(({ decided }) => decided) ?? candidates[0] ?? null;
  const excuse = last('exempt', 'claim');
  const exemption = excuse?.action === 'exempt' ? excuse : null;
  const state = assessedBy?.decided === true ? 'done' : exemption !== null ? 'exempt' : assessedBy !== null ? 'underway' : 'due';
  const holds: Readonly<Record<ObligationFinding, boolean>> = {
    APPROVED_UNASSESSED: approvedOn !== null && (state === 'due' || state === 'underway'),
    APPROVED_FIRST: approvedOn !== null && state === 'done' && (assessedBy?.decidedOn ?? '') > approvedOn,
  };
  return { state, assessedBy, exemption, decision: last('decide'), findings: OBLIGATION_FINDINGS.filter((finding) => holds[finding]) };
}

export const OBLIGATION_FAULTS = ['NOT_ASSESSED', 'DECIDED_ALREADY', 'NOT_EXEMPT', 'EXEMPT_ALREADY', 'ASSESSED_ALREADY', 'REASON_MISSING', 'CASE_MISSING', 'NOT_LINKED', 'DAY_MISSING', 'IN_FUTURE', 'DECIDED_FIRST'] as const;
export type ObligationFault = (typeof OBLIGATION_FAULTS)[number];

/** Why something cannot be entered; empty where it can. A matter that is due or under way is never decided. */
export function obligationFaults({ state, assessedBy, exemption, decision }: ObligationStanding<ObligationCase, ObligationMark>, mark: ObligationMark, linked: boolean, today: string): readonly ObligationFault[] {
  const { action } = mark;
  const silent = mark.text.trim() === '';
  const holds: Readonly<Record<ObligationFault, boolean>> = {
    NOT_ASSESSED: action === 'decide' && state !== 'done' && state !== 'exempt',
    DECIDED_ALREADY: decision !== null,
    NOT_EXEMPT: action === 'claim' && exemption === null,
    EXEMPT_ALREADY: action === 'exempt' && exemption !== null,
    ASSESSED_ALREADY: action === 'exempt' && state === 'done',
    REASON_MISSING: silent || (action === 'exempt' && mark.reasonId === null),
    CASE_MISSING: action === 'link' && mark.proposalId === null,
    NOT_LINKED: action === 'unlink' && !linked,
    DAY_MISSING: action === 'decide' && mark.decidedOn === null,
    IN_FUTURE: action === 'decide' && (mark.decidedOn ?? '') > today,
    DECIDED_FIRST: action === 'decide' && state === 'done' && mark.decidedOn !== null && mark.decidedOn < (assessedBy?.decidedOn ?? ''),
  };
  const needsText = action === 'exempt' || action === 'claim' || action === 'unlink' || action === 'decide';
  return OBLIGATION_FAULTS.filter((fault) => holds[fault] && (fault !== 'REASON_MISSING' || needsText));
}

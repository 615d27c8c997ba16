/** What the reviewer says of one factor against its forecast. */
export const VERDICTS = ['asForecast', 'better', 'worse', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a reviewer writes. Verdicts by factor id. */
export interface ReviewText {
  /** The unit that reviews. */
  readonly unit: string;
  readonly verdicts: Readonly<Record<string, { readonly verdict: Verdict; readonly note: string }>>;
  readonly conclusion: string;
}

export const REVIEW_FAULTS = ['UNIT_MISSING', 'SAME_UNIT', 'VERDICT_MISSING', 'NOTE_MISSING', 'CONCLUSION_MISSING'] as const;
export type ReviewFault = (typeof REVIEW_FAULTS)[number];

/** Spaces and full-width brackets make no other unit. */
const plain = (unit: string): string => unit.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

/**
 * Why a review cannot be closed; empty where it can. Source: State Council Decree 713, Art. 36: not by the unit that did the main
 * assessment before the decision.
 *
 * @param assessors the units that answered for the matter or for a step of its assessment
 * @param factorIds the factors that were forecast
 */
export function reviewFaults({ unit, verdicts, conclusion }: ReviewText, assessors: readonly string[], factorIds: readonly string[]): readonly ReviewFault[] {
  const holds: Readonly<Record<ReviewFault, boolean>> = {
    UNIT_MISSING: plain(unit) === '',
    SAME_UNIT: plain(unit) !== '' && assessors.some((assessor) => plain(assessor) === plain(unit)),
    VERDICT_MISSING: factorIds.some((id) => verdicts[id] === undefined),
    NOTE_MISSING: factorIds.some((id) => verdicts[id]?.verdict === 'worse' && verdicts[id].note.trim() === ''),
    CONCLUSION_MISSING: conclusion.trim() === '',
  };
  return REVIEW_FAULTS.filter((fault) => holds[fault]);
}

import { z } from 'zod';
import { exact, isShare, parseDecimal, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { aggregate, SCORE_PLACES, spreadOf, type Spread } from './aggregate.ts';
import { kendallW } from './kendall.ts';
import { fieldsOf, type BallotField, type PanelSettings } from './settings.ts';

const entered = z.string().max(40).nullable();

/** What one expert says of one factor; decimal text as entered, null = not scored. */
export const ballotScoreSchema = z.strictObject({ factor: z.string().min(1).max(20), p: entered, q: entered, residualP: entered, residualQ: entered, weight: entered, note: z.string().max(2000) });
export type BallotScore = z.infer<typeof ballotScoreSchema>;
export const ballotSchema = z.array(ballotScoreSchema).max(200);
export type Ballot = z.infer<typeof ballotSchema>;

export interface BallotGap {
  readonly factor: string;
  readonly field: BallotField;
  readonly reason: 'missing' | 'notANumber' | 'outOfRange' | 'tooFine';
}

/** What keeps a ballot from being handed in, factor by factor. */
export function gapsOf(ballot: Ballot, factors: readonly string[], settings: PanelSettings): BallotGap[] {
  const scores = new Map(ballot.map((score) => [score.factor, score]));
  return factors.flatMap((factor) => fieldsOf(settings).flatMap((field) => {
    const reason = faultOf(scores.get(factor)?.[field] ?? null);
    return reason === null ? [] : [{ factor, field, reason }];
  }));
}

/**
 * The scores that were asked, each factor once in the order asked, and nothing else.
 *
 * @throws AppError BALLOT_INCOMPLETE with how many values are missing or unusable and the first of them
 */
export function completeBallot(ballot: Ballot, factors: readonly string[], settings: PanelSettings): Ballot {
  const gaps = gapsOf(ballot, factors, settings);
  const [first] = gaps;
  if (first !== undefined) throw new AppError('BALLOT_INCOMPLETE', `${String(gaps.length)} values are missing or unusable, the first is ${first.field} of ${first.factor}.`, { count: gaps.length, ...first });
  return asked(ballot, factors, settings);
}

/** Each factor that was asked once, in order, with only the fields that were asked. */
export function asked(ballot: Ballot, factors: readonly string[], settings: PanelSettings): Ballot {
  const scores = new Map(ballot.map((score) => [score.factor, score]));
  const fields = fieldsOf(settings);
  return factors.map((factor) => {
    const score = scores.get(factor);
    const of = (field: BallotField): string | null => (fields.includes(field) ? (score?.[field] ?? null) : null);
    return { factor, p: of('p'), q: of('q'), residualP: of('residualP'), residualQ: of('residualQ'), weight: of('weight'), note: score?.note ?? '' };
  });
}

export interface FactorOpinion {
  readonly factor: string;
  readonly fields: readonly { readonly field: BallotField; readonly aggregate: DecimalString; readonly spread: Spread }[];
}

export interface Opinion {
  readonly ballots: number;
  /** Kendall's W over the factors, by field; null where it is not defined. */
  readonly agreement: readonly { readonly field: BallotField; readonly w: DecimalString | null }[];
  readonly factors: readonly FactorOpinion[];
}

/** What the ballots of a round say together: no names, no single score. @param ballots complete, at least one */
export function opinionOf(ballots: readonly Ballot[], factors: readonly string[], settings: PanelSettings): Opinion {
  const fields = fieldsOf(settings);
  const read = (ballot: Ballot, factor: string, field: BallotField): Exact => exact(ballot.find((score) => score.factor === factor)?.[field] ?? '', { factor, path: field });
  return {
    ballots: ballots.length,
    agreement: fields.map((field) => ({ field, w: kendallW(ballots.map((ballot) => factors.map((factor) => read(ballot, factor, field)))) })),
    factors: factors.map((factor) => ({
      factor,
      fields: fields.map((field) => {
        const values = ballots.map((ballot) => read(ballot, factor, field));
        return { field, aggregate: aggregate(settings.aggregation, values), spread: spreadOf(values) };
      }),
    })),
  };
}


function faultOf(text: string | null): BallotGap['reason'] | null {
  if (text === null) return 'missing';
  const value = parseDecimal(text);
  if (value === null) return 'notANumber';
  if (!isShare(value)) return 'outOfRange';
  return value.decimalPlaces() > SCORE_PLACES ? 'tooFine' : null;
}

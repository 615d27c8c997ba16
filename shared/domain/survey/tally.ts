import { Real, toDecimalString, type DecimalString } from '#shared/domain/decimal/index.ts';
import { STANCES, type Stance, type Strength, type SurveyRules } from './rules.ts';

/** Decimals of a share that division does not end: finer than any cut-off can tell with fewer than 10^10 answers. */
const SHARE_PLACES = 12;

/** One line of a questionnaire's table, as read. */
export interface Answer {
  readonly rowNo: number;
  readonly stance: string;
  readonly group: string;
  readonly strength: string;
  /** '' = one person. */
  readonly count: string;
}

/** Answers of one group, or of all. */
export interface StanceCounts {
  readonly support: number;
  readonly conditional: number;
  readonly neutral: number;
  readonly oppose: number;
  /** Of those who oppose, by how strongly; the rest did not say. */
  readonly strong: number;
  readonly fair: number;
  readonly mild: number;
}

/** A line that could not be counted, and why. */
export interface Uncounted {
  readonly rowNo: number;
  readonly reason: 'empty' | 'unknown' | 'count' | 'strength';
  readonly text: string;
}

export interface SurveyTally {
  /** By group, in the order in which they first appear; '' where none was said. */
  readonly groups: readonly { readonly group: string; readonly counts: StanceCounts }[];
  readonly all: StanceCounts;
  /** Lines left out: nothing is guessed, each is named. */
  readonly uncounted: readonly Uncounted[];
}

const NOTHING: StanceCounts = { support: 0, conditional: 0, neutral: 0, oppose: 0, strong: 0, fair: 0, mild: 0 };

/** Counts the answers of a questionnaire. A word that the rules do not know is left out and named, never taken for support. */
export function tallyAnswers(answers: Iterable<Answer>, rules: Pick<SurveyRules, 'answers' | 'strengths'>): SurveyTally {
  const [stances, strengths] = [lookUp<Stance>(rules.answers), lookUp<Strength>(rules.strengths)];
  const groups = new Map<string, StanceCounts>();
  const uncounted: Uncounted[] = [];
  for (const { rowNo, stance: said, group, strength: how, count } of answers) {
    const leaveOut = (reason: Uncounted['reason'], text: string): void => { uncounted.push({ rowNo, reason, text }); };
    const stance = stances.get(plain(said));
    const strength = strengths.get(plain(how)) ?? (plain(how) === '' ? strengths.get(plain(said)) : undefined);
    const persons = count.trim() === '' ? 1 : /^\d{1,9}$/u.test(count.trim()) ? Number(count.trim()) : null;
    if (plain(said) === '') leaveOut('empty', '');
    else if (stance === undefined) leaveOut('unknown', said.trim());
    else if (persons === null) leaveOut('count', count.trim());
    else if (stance === 'oppose' && plain(how) !== '' && strength === undefined) leaveOut('strength', how.trim());
    else {
      const before = groups.get(group.trim()) ?? NOTHING;
      const one = { ...NOTHING, [stance]: persons, ...(stance === 'oppose' && strength !== undefined ? { [strength]: persons } : {}) };
      groups.set(group.trim(), added(before, one));
    }
  }
  const list = [...groups].map(([group, counts]) => ({ group, counts }));
  return { groups: list, all: list.reduce((sum, { counts }) => added(sum, counts), NOTHING), uncounted };
}

/** Answers that say how someone stands. */
export function validAnswers(counts: StanceCounts): number {
  return STANCES.reduce((sum, stance) => sum + counts[stance], 0);
}

/** Share of the valid answers, 0..1, exact where the division ends and else to 12 places; null without an answer. */
export function shareOf(counts: StanceCounts, stance: Stance): DecimalString | null {
  const valid = validAnswers(counts);
  return valid === 0 ? null : toDecimalString(new Real(counts[stance]).div(valid).toDecimalPlaces(SHARE_PLACES, Real.ROUND_HALF_UP));
}

function added(a: StanceCounts, b: StanceCounts): StanceCounts {
  return {
    support: a.support + b.support, conditional: a.conditional + b.conditional, neutral: a.neutral + b.neutral, oppose: a.oppose + b.oppose,
    strong: a.strong + b.strong, fair: a.fair + b.fair, mild: a.mild + b.mild,
  };
}

function lookUp<Name extends string>(words: Readonly<Record<Name, readonly string[]>>): ReadonlyMap<string, Name> {
  // Object.entries forgets the names of the record that was handed in.
  const entries = Object.entries(words) as [Name, readonly string[]][];
  return new Map(entries.flatMap(([name, list]) => list.map((word) => [plain(word), name] as const)));
}

/** Full-width letters, case and white space make no difference. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

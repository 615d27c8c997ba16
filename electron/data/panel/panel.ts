import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ballotSchema, opinionOf, panelSettingsSchema, type Ballot, type Opinion, type PanelSettings } from '#shared/domain/panel/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { ReadDb } from '#data/store/index.ts';
import { ballotsOf, findPanel, membersOf, roundsOf, type BallotRow, type MemberRow, type RoundRow } from './panel-repository.ts';

export interface Round {
  readonly row: RoundRow;
  readonly factors: readonly string[];
  readonly open: boolean;
  readonly ballots: readonly (BallotRow & { readonly ballot: Ballot })[];
}

/** A panel as it is kept, read in one go. */
export interface Panel {
  readonly settings: PanelSettings;
  readonly members: readonly MemberRow[];
  /** Oldest first. */
  readonly rounds: readonly Round[];
}

/** Null before it is set up. @throws AppError STORE_CORRUPT */
export async function loadPanel(db: ReadDb, assessment: string): Promise<Panel | null> {
  const panel = await findPanel(db, assessment);
  if (panel === undefined) return null;
  const ballots = (await ballotsOf(db, assessment)).map((row) => ({ ...row, ballot: kept(row.scores, ballotSchema) }));
  const rounds = (await roundsOf(db, assessment)).map((row) => ({
    row, factors: kept(row.factors, z.array(z.string())), open: row.closed_at === null, ballots: ballots.filter(({ round }) => round === row.round),
  }));
  return { settings: kept(panel.settings, panelSettingsSchema), members: await membersOf(db, assessment), rounds };
}

/** @throws AppError NOT_FOUND before it is set up */
export async function requirePanel(db: ReadDb, assessment: string): Promise<Panel> {
  const panel = await loadPanel(db, assessment);
  if (panel === null) throw new AppError('NOT_FOUND', 'The case has no panel yet.');
  return panel;
}

/** @throws AppError CONFLICT where no round is open */
export function openRoundOf({ rounds }: Panel): Round {
  const last = rounds.at(-1);
  if (last?.open !== true) throw new AppError('CONFLICT', 'No round of the panel is open.', { reason: 'noOpenRound' });
  return last;
}

export function submittedOf({ ballots }: Round): Ballot[] {
  return ballots.filter(({ submitted_at }) => submitted_at !== null).map(({ ballot }) => ballot);
}

/** What a round found; null while it is open, so that nobody is led by those who were quicker. */
export function foundBy(round: Round, settings: PanelSettings): Opinion | null {
  const ballots = submittedOf(round);
  return round.open || ballots.length === 0 ? null : opinionOf(ballots, round.factors, settings);
}

/** Canonical text, and its SHA-256. */
export function textOf(value: object): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(z.json().parse(JSON.parse(JSON.stringify(value))));
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

function kept<T>(text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', 'A kept text of a panel cannot be read.', { finding: String(cause).slice(0, 500) }, { cause });
  }
}

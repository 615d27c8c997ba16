import { foundation } from './0010-foundation.ts';
import { witness } from './0020-witness.ts';
import { stability } from './0030-stability.ts';
import { quality } from './0040-quality.ts';
import { signals } from './0050-signals.ts';
import { frozen } from './0060-frozen.ts';
import { senderKeys } from './0110-sender-keys.ts';
import { senders } from './0120-senders.ts';
import { mendedRejects } from './0130-mended-rejects.ts';
import { definitions } from './0150-definitions.ts';
import { revisions } from './0170-revisions.ts';
import { uncertainty } from './0190-uncertainty.ts';
import { panel } from './0200-panel.ts';
import { legalProcedure } from './0210-legal-procedure.ts';
import { followUp } from './0220-follow-up.ts';
import { obligations } from './0230-obligations.ts';
import { reviews } from './0235-reviews.ts';
import { survey } from './0260-survey.ts';
import { dissents } from './0350-dissents.ts';
import { ledgerGate } from './0370-ledger-gate.ts';
import { contradictions } from './0380-contradictions.ts';
import { ownMap } from './0390-own-map.ts';
import { scoresOfOtherMethods } from './0400-scores-of-other-methods.ts';
import { importRuns } from './0410-import-runs.ts';
import type { Migration } from './migration.ts';

export type { Migration } from './migration.ts';

/** In the order they run. */
export const MIGRATIONS: readonly Migration[] = [foundation, witness, stability, quality, signals, frozen, senderKeys, senders, mendedRejects, definitions, revisions, uncertainty, panel, legalProcedure, followUp, obligations, reviews, survey, dissents, ledgerGate, contradictions, ownMap, scoresOfOtherMethods, importRuns];

export function newestSchema(): number {
  return MIGRATIONS.at(-1)?.number ?? 0;
}

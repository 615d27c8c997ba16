import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { AssessmentId, PanelView } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { handIn } from '../ballots.ts';
import { openRoundOf, requirePanel } from '../panel.ts';
import { panelView } from '../view.ts';
import { layoutHash } from './layout.ts';
import { openBallot, scoresOf } from './read.ts';

/** A scoring workbook has a few dozen rows. */
const MOST_BYTES = 5_000_000;

/**
 * Takes a filled workbook in as the ballot of its member: of this case, this round and this layout, complete, and only once.
 *
 * @throws AppError WORKBOOK_NOT_BALLOT, BALLOT_INCOMPLETE, CONFLICT, NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE
 */
export async function importWorkbook(context: CallContext, id: AssessmentId, path: string): Promise<PanelView> {
  const content = await contentOf(path);
  const book = await openBallot(content);
  const fileHash = createHash('sha256').update(content).digest('hex');
  await context.store.write(async (tx) => {
    const panel = await requirePanel(tx, id);
    const { row, factors } = openRoundOf(panel);
    const { identity } = book;
    const member = panel.members.find((one) => one.id === identity.member && one.account_id === null);
    const reason = identity.assessment !== id || member === undefined ? 'otherCase' : identity.round !== String(row.round) ? 'otherRound' : identity.layout !== layoutHash(factors, panel.settings) ? 'otherLayout' : null;
    if (member === undefined || reason !== null) throw new AppError('WORKBOOK_NOT_BALLOT', 'The workbook is of another matter, round or layout.', { reason: reason ?? 'otherCase' });
    await handIn(tx, context, id, panel, member, { round: row.round, ballot: scoresOf(book, factors, panel.settings), source: 'workbook', fileHash });
  });
  context.emit({ type: 'changed', topics: ['panel', 'audit'], subject: id });
  return panelView(context, id);
}

async function contentOf(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw new AppError('FILE_TOO_LARGE', 'A scoring workbook is never so large.', { path });
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FILE_UNREADABLE', `${path} cannot be read.`, { path }, { cause: error });
  }
}

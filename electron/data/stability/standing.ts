import type { StabilityLevel, StabilityRow, StabilityState, StabilitySubject } from '#shared/contract/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { runsOf } from './run-repository.ts';
import { rowsOf } from './views.ts';

/** What stands of a month, with its places. */
export interface Standing {
  readonly ref: string;
  readonly state: StabilityState;
  rows(level: StabilityLevel): Promise<readonly StabilityRow[]>;
}

/** The published figures of a month, else those computed last; null where there are none. */
export async function standing(context: Pick<CallContext, 'store'>, subject: StabilitySubject, month: string): Promise<Standing | null> {
  const { published, open } = await runsOf(context.store.db, subject, month);
  const run = published ?? open;
  return run === null ? null : { ref: run.definition_ref, state: run.state as StabilityState, rows: (level) => rowsOf(context, run, level) };
}

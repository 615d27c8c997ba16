import type { LateStep, Page } from '#shared/contract/index.ts';
import { stepStandings } from '#shared/domain/legal-procedure/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { readAllRecords, readCasesOnTheirWay } from './case-step-repository.ts';
import { procedureLibrary } from './library.ts';

/** The steps of all cases that are past their deadline and still can be done, the longest late first. */
export async function lateSteps(db: ReadDb, context: Pick<CallContext, 'clock' | 'inUse'>, { limit, offset }: { readonly limit: number; readonly offset: number }): Promise<Page<LateStep>> {
  const { calendar } = procedureLibrary(context);
  const today = chinaDay(context.clock.now());
  const day = (at: string | null): string | null => (at === null ? null : chinaDay(new Date(at)));
  const records = await readAllRecords(db);
  const late = (await readCasesOnTheirWay(db)).flatMap(({ assessmentId, title, procedure, createdAt, submittedAt, decidedAt, plannedOn }) => {
    const own = records.get(assessmentId) ?? new Map<string, never>();
    const days = { createdOn: chinaDay(new Date(createdAt)), submittedOn: day(submittedAt), decidedOn: day(decidedAt), plannedOn, today };
    const standings = stepStandings(procedure, { records: own, attached: new Map() }, days, calendar);
    return procedure.steps.flatMap((step, position): LateStep[] => {
      const standing = standings[position];
      if (standing === undefined || standing.deadline === null || standing.daysLate === 0) return [];
      const ended = standing.state === 'done' || (decidedAt !== null && step.phase === 'before');
      return ended ? [] : [{ assessmentId, title, step: step.name, owner: own.get(step.id)?.owner ?? '', defaultOwner: step.owner, deadline: standing.deadline, daysLate: standing.daysLate }];
    });
  });
  late.sort((a, b) => b.daysLate - a.daysLate);
  return { rows: late.slice(offset, offset + limit), total: late.length };
}

import type { Obligation, ObligationEntry, ObligationKey, ObligationPage, Output, ParsedInput } from '#shared/contract/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { obligationStanding, type ObligationState } from '#shared/domain/obligations/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { heldProjects } from './held-projects.ts';
import { obligationLibrary } from './library.ts';
import { readCases, readMarks, readMatters, type LedgerCase, type StoredMark } from './obligation-repository.ts';
import { readObligedProjects } from './project-repository.ts';

type Matter = Pick<Obligation, 'key' | 'source' | 'title' | 'unit' | 'decisionType' | 'rules' | 'projectCode' | 'place' | 'dated' | 'approval'>;

/** The whole ledger, or the one matter of a key: projects that meet the rules, the published list, and what was entered. */
export async function readLedger(db: ReadDb, context: Pick<CallContext, 'catalogue' | 'inUse'>, key: ObligationKey | null = null): Promise<{ obligations: Obligation[]; marks: ReadonlyMap<string, readonly StoredMark[]> }> {
  const { rules } = obligationLibrary(context);
  const reasons = new Map(rules.exemptions.map(({ id, name }) => [id, name]));
  const cases = await readCases(db);
  const byId = new Map(cases.map((one) => [one.proposalId as string, one]));
  const byProject = groupBy(cases, ({ projectCode }) => projectCode);
  const marks = await readMarks(db, key ?? undefined);
  const obligations = (await readAllMatters(db, context, key)).map((matter): Obligation => {
    const own = marks.get(matter.key) ?? [];
    const ofProject = matter.projectCode === null ? [] : (byProject.get(matter.projectCode) ?? []);
    const { state, assessedBy, exemption, decision, findings } = obligationStanding<LedgerCase, StoredMark>(own, { ofProject, byId: (id) => byId.get(id) }, matter.approval?.issuedOn ?? null);
    return {
      ...matter, state, findings, revision: own.length,
      assessedBy: assessedBy === null ? null : {
        proposalId: assessedBy.proposalId, assessmentId: assessedBy.assessmentId, title: assessedBy.title, state: assessedBy.state, linked: !ofProject.includes(assessedBy),
      },
      exemption: exemption === null ? null : entryOf(exemption, reasons),
      decision: decision === null ? null : entryOf(decision, reasons),
    };
  });
  return { obligations, marks };
}

/** @throws AppError RESOURCE_INVALID, STORE_CORRUPT */
export async function listObligations(db: ReadDb, context: CallContext, { state, source, approvedUnassessed, text, limit, offset }: ParsedInput<'obligations.list'>): Promise<ObligationPage> {
  const sought = text.trim().toLowerCase();
  const { obligations } = await readLedger(db, context);
  const found = obligations.filter((one) =>
    (source === null || one.source === source) && (sought === '' || [one.title, one.unit, one.projectCode ?? ''].some((words) => words.toLowerCase().includes(sought))));
  const isApproved = ({ findings }: Obligation): boolean => findings.includes('APPROVED_UNASSESSED');
  const wanted = found.filter((one) => (state === null || one.state === state) && (!approvedUnassessed || isApproved(one))).sort(byNeed);
  const count = (of: ObligationState): number => found.filter((one) => one.state === of).length;
  return {
    rows: wanted.slice(offset, offset + limit), total: wanted.length,
    counts: { due: count('due'), underway: count('underway'), done: count('done'), exempt: count('exempt') },
    approvedUnassessed: found.filter(isApproved).length,
    today: chinaDay(context.clock.now()),
  };
}

/** One matter with all that was entered about it, the latest first. @throws AppError NOT_FOUND */
export async function viewObligation(db: ReadDb, context: CallContext, key: ObligationKey): Promise<Output<'obligations.get'>> {
  const { obligations, marks } = await readLedger(db, context, key);
  const [obligation] = obligations;
  if (obligation === undefined) throw new AppError('NOT_FOUND', 'The ledger has no such matter; its project may have changed.');
  const reasons = new Map(obligationLibrary(context).rules.exemptions.map(({ id, name }) => [id, name]));
  return { obligation, entries: (marks.get(key) ?? []).map((mark) => entryOf(mark, reasons)).reverse() };
}

async function readAllMatters(db: ReadDb, context: Pick<CallContext, 'catalogue' | 'inUse'>, key: ObligationKey | null): Promise<Matter[]> {
  const { rules, catalogue } = obligationLibrary(context);
  const wantedProject = key?.startsWith('project:') === true ? key.slice('project:'.length) : null;
  const projects = key === null ? await heldProjects(db, context) : wantedProject === null ? [] : await readObligedProjects(db, context.catalogue, rules, wantedProject);
  const listed = catalogue.entries.map((entry): Matter => ({ ...named(`catalogue:${entry.id}`, entry), source: 'catalogue' }));
  const entered = (await readMatters(db)).map((entry): Matter => ({ ...named(`entered:${entry.id}`, entry), source: 'entered' }));
  return [
    ...listed, ...entered,
    ...projects.map((project): Matter => {
      const met = project.rules.flatMap((position) => rules.projects.rules[position] ?? []);
      return {
        key: `project:${project.code}` as ObligationKey, source: 'project', title: project.title, unit: project.unit, decisionType: met[0]?.decisionType ?? '', rules: met.map(({ name }) => name),
        projectCode: project.code, place: project.place, dated: project.startOn, approval: project.approval,
      };
    }),
  ].filter((matter) => key === null || matter.key === key);
}

function named(key: string, { title, unit, decisionType, year }: { readonly title: string; readonly unit: string; readonly decisionType: string; readonly year: number }): Omit<Matter, 'source'> {
  return { key: key as ObligationKey, title, unit, decisionType, rules: [], projectCode: null, place: null, dated: String(year), approval: null };
}

function entryOf({ action, text, reasonId, decidedOn, at, by }: StoredMark, reasons: ReadonlyMap<string, Bilingual>): ObligationEntry {
  return { action, text, reason: reasonId === null ? null : (reasons.get(reasonId) ?? { zh: reasonId, en: reasonId }), decidedOn, at, by };
}

/** Approved without an assessment first, then due, under way, done, exempt; the latest planned first within each. */
function byNeed(a: Obligation, b: Obligation): number {
  const order: Readonly<Record<ObligationState, number>> = { due: 1, underway: 2, done: 3, exempt: 4 };
  const need = ({ state, findings }: Obligation): number => (findings.includes('APPROVED_UNASSESSED') ? 0 : order[state]);
  if (need(a) !== need(b)) return need(a) - need(b);
  return a.dated === b.dated ? 0 : a.dated > b.dated ? -1 : 1;
}

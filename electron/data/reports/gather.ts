import { judgeCase } from '#shared/domain/assessment/index.ts';
import { assessmentsHandlers, dissentsHandlers, findSnapshot, loadCase, recompute, viewCase } from '#data/assessment/index.ts';
import { evidenceHandlers } from '#data/evidence/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReportData } from './data.ts';
import { assessmentIds, chainHead, isSampleStore } from './report-repository.ts';
import type { PortfolioData, PortfolioRow } from './sheets/portfolio.ts';
import type { ReportTexts } from './texts/index.ts';

/** Reads all that the report of one assessment says. @throws AppError NOT_FOUND */
export async function gatherAssessment(context: CallContext, id: string, texts: ReportTexts): Promise<ReportData> {
  const { store, libraries, actor, clock, programVersion } = context;
  const now = clock.now();
  const one = await loadCase(store.db, libraries, id);
  const view = await viewCase(store.db, one, actor, now);
  const snapshot = await findSnapshot(store.db, id);
  const checked = snapshot === undefined ? null : recompute(snapshot);
  return {
    view,
    model: one.model.value,
    method: one.method.value,
    judgement: judgeCase(one.method.value, { factors: one.factors, context: one.head.context }),
    methodHash: one.method.hash,
    placeNames: view.proposal.places.map((code) => placeName(context, code)),
    nameOf: (code) => placeName(context, code),
    decisionType: decisionType(context, view.proposal.decisionType, texts),
    decisionTypeOf: (code) => decisionType(context, code, texts),
    evidence: await evidenceHandlers['evidence.overview']({ id: view.id }, context),
    dissents: await dissentsHandlers['dissents.list']({ id: view.id }, context),
    timeline: await assessmentsHandlers['assessments.timeline']({ id: view.id }, context),
    chainHead: await chainHead(store.db),
    recomputed: checked === null ? null : checked.intact && checked.equal && snapshot?.hash === view.snapshotHash,
    sample: await isSampleStore(store.db),
    exportedAt: now.toISOString(),
    exportedBy: actor.name,
    programVersion,
    texts,
  };
}

/** Reads every matter with its figures. */
export async function gatherPortfolio(context: CallContext, texts: ReportTexts): Promise<PortfolioData> {
  const { store, libraries, actor, clock } = context;
  const rows: PortfolioRow[] = [];
  for (const id of await assessmentIds(store.db)) {
    const view = await viewCase(store.db, await loadCase(store.db, libraries, id), actor, clock.now());
    rows.push({ view, decisionType: decisionType(context, view.proposal.decisionType, texts), placeNames: view.proposal.places.map((code) => placeName(context, code)) });
  }
  return { rows, sample: await isSampleStore(store.db), texts };
}

/** A code that no division has (a town that was merged away) is shown as it is. */
export function placeName({ regions }: CallContext, code: string): string {
  return regions.nameOf(code) ?? code;
}

/** The kind of decision in the language of the report; its code where no kind has it. */
export function decisionType({ libraries }: CallContext, code: string, texts: ReportTexts): string {
  const found = libraries.decisionTypes.find((type) => type.code === code);
  return found === undefined ? code : texts.language === 'zh' ? found.zh : found.en;
}

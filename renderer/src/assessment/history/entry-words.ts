import { factorsOf } from '#shared/domain/assessment/index.ts';
import type { TimelineEntry } from '#shared/contract/index.ts';
import { pick, t, tCode } from '@/i18n/index.ts';
import { formatCount } from '@/ui/index.ts';
import { shownDecimal } from '../core/decimals.ts';
import { levelWord } from '../core/words.ts';
import { readDetails, shared, type Details, type SharedChange } from './details.ts';
import { valueWords, type Names } from './value-words.ts';

/** One entry of the history: what was done, and line by line what it changed. */
export interface EntryWords {
  readonly title: string;
  readonly lines: readonly string[];
}

/** So many factors are named before only their number is said. */
const NAMED = 6;

export function entryWords(entry: TimelineEntry, names: Names): EntryWords {
  const details = readDetails(entry);
  const changes = shared(details.changes);
  const ids = new Set(details.changes.flatMap(({ factor }) => factor ?? []));
  // A title that names the one factor need not be said again in every line.
  const lines = changes.map((change) => changeLine(ids.size === 1 ? { ...change, factors: [] } : change, names));
  const title = details.title ?? '';
  switch (entry.action) {
    case 'proposal.created':
      return { title: t('timeline.did.proposalCreated', { title }), lines: [t('timeline.said.model', { model: details.modelId ?? '', method: details.method ?? '' })] };
    case 'proposal.changed':
      return { title: t('timeline.did.proposalChanged'), lines };
    case 'proposal.removed':
      return { title: t('timeline.did.proposalRemoved', { title }), lines: [] };
    case 'assessment.factorChanged':
      return { title: factorTitle([...ids], names), lines: [...lines, ...equalWeightsLine(details)] };
    case 'assessment.weightModeChanged':
      return { title: t('timeline.did.weightModeChanged', { mode: valueWords('weightMode', details.changes.find(({ field }) => field === 'weightMode')?.after, names) }), lines: weightsLine(details) };
    case 'assessment.weightsCompared':
      return { title: t('timeline.did.weightsCompared', { method: details.method ?? '', cr: details.cr.map((ratio) => ratio.slice(0, 6)).join(t('common.listComma')) }), lines: weightsLine(details) };
    case 'assessment.weightsNormalised':
      return { title: t('timeline.did.weightsNormalised', { sum: details.sumBefore ?? '' }), lines: weightsLine(details) };
    case 'assessment.contextChanged':
      return { title: t('timeline.did.contextChanged', { side: details.side === undefined ? '' : t(`assessment.side.${details.side}`).toLocaleLowerCase() }), lines };
    case 'assessment.measureSaved':
      return { title: t(details.added ? 'timeline.did.measureAdded' : 'timeline.did.measureSaved', { title }), lines: details.added ? [] : lines };
    case 'assessment.measureRemoved':
      return { title: t('timeline.did.measureRemoved', { title }), lines: [] };
    case 'assessment.conclusionSet':
      return { title: t('timeline.did.conclusionSet'), lines };
    case 'assessment.submitted':
      return { title: t('timeline.did.submitted'), lines: [...levelLines(details), ...codeLine('conclusion', details.conclusion)] };
    case 'assessment.returned':
      return { title: t('timeline.did.returned'), lines: reasonsLine(details) };
    case 'assessment.decided':
      return {
        title: t(details.agrees ? 'timeline.did.decidedAgree' : 'timeline.did.decidedDiffer'),
        lines: [
          ...codeLine('decision', details.decision), ...codeLine('conclusion', details.conclusion), ...reasonsLine(details),
          ...(details.snapshotHash === undefined ? [] : [t('timeline.said.snapshot', { hash: details.snapshotHash })]),
        ],
      };
    case 'legalProcedure.chosen':
      return { title: t('timeline.did.procedureChosen', { ref: details.after ?? '' }), lines: [] };
    case 'legalProcedure.recorded':
      return { title: t('timeline.did.stepRecorded', { title }), lines };
    case 'legalProcedure.attached':
    case 'legalProcedure.detached':
      return {
        title: t(entry.action === 'legalProcedure.attached' ? 'timeline.did.documentAttached' : 'timeline.did.documentDetached', { title, file: details.fileName ?? '' }),
        lines: fileHashLine(details),
      };
    case 'dissent.recorded':
      return { title: t('timeline.did.dissentRecorded', { about: dissentAbout(details, names), capacity: tCode('dissents.capacity', details.capacity ?? '') }), lines: textLine(details) };
    case 'dissent.answered':
      return { title: t('timeline.did.dissentAnswered', { about: dissentAbout(details, names), who: details.dissenter ?? '' }), lines: textLine(details) };
    case 'dissent.withdrawn':
      return { title: t('timeline.did.dissentWithdrawn', { about: dissentAbout(details, names) }), lines: textLine(details) };
    case 'measure.plan':
      return { title: t('timeline.did.measurePlan', { title }), lines: textLine(details) };
    case 'measure.report':
      return { title: t('timeline.did.measureReport', { title }), lines: textLine(details) };
    case 'measure.finish':
      return { title: t('timeline.did.measureFinish', { title }), lines: textLine(details) };
    case 'measure.reopen':
      return { title: t('timeline.did.measureReopen', { title }), lines: textLine(details) };
    case 'assessment.uncertaintyRun':
      return { title: t('timeline.did.uncertaintyRun', { draws: formatCount(details.draws ?? 0), seed: details.seed ?? 0 }), lines: details.hash === undefined ? [] : [t('timeline.said.resultHash', { hash: details.hash })] };
    case 'assessment.revised':
      return { title: t(details.to === undefined ? 'timeline.did.revised' : 'timeline.did.copied'), lines: [] };
    case 'assessment.surveyAdded':
      return { title: t('timeline.did.surveyAdded', { title, surveyed: formatCount(details.surveyed ?? 0), opposed: details.opposed ?? '' }), lines: fileHashLine(details) };
    case 'assessment.surveyRemoved':
      return { title: t('timeline.did.surveyRemoved'), lines: [] };
    case 'review.saved':
      return { title: t('timeline.did.reviewSaved'), lines: textLine(details) };
    case 'review.closed':
      return { title: t('timeline.did.reviewClosed'), lines: textLine(details) };
    case 'report.exported':
      return { title: t('timeline.did.reportExported', { file: details.fileName ?? '' }), lines: fileHashLine(details) };
    default:
      return { title: t('timeline.did.other', { action: tCode('audit.actions', entry.action) }), lines };
  }
}

/** The factor, the side or the conclusion that a dissent is about. */
function dissentAbout({ about, factor, side }: Details, names: Names): string {
  if (factor !== undefined) return factorsWords([factor], names);
  return side === undefined ? tCode('dissents.kind', about ?? '') : t(`dissents.side.${side}`);
}

function textLine({ text }: Details): string[] {
  return text === undefined || text === '' ? [] : [text];
}

function fileHashLine({ sha256 }: Details): string[] {
  return sha256 === undefined ? [] : [t('timeline.said.fileHash', { hash: sha256 })];
}

function changeLine({ field, before, after, factors }: SharedChange, names: Names): string {
  const words = { field: tCode('timeline.field', field), before: valueWords(field, before, names), after: valueWords(field, after, names) };
  if (factors.length === 0) return t('timeline.change', { ...words, subject: words.field });
  return t('timeline.changeOf', { ...words, subject: factorsWords(factors, names) });
}

function factorsWords(ids: readonly string[], { model }: Names): string {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    const factor = factorsOf(model).find(({ id }) => id === only);
    return factor === undefined ? only : `${only} ${pick(factor.name)}`;
  }
  const named = ids.slice(0, NAMED).join(t('assessment.sentence.comma'));
  return t('timeline.manyFactors', { n: ids.length, ids: ids.length > NAMED ? `${named}…` : named });
}

function factorTitle(ids: readonly string[], names: Names): string {
  return ids.length === 1 ? t('timeline.did.factorChangedOne', { factor: factorsWords(ids, names) }) : t('timeline.did.factorChanged', { n: ids.length });
}

function equalWeightsLine({ equalWeights }: Details): string[] {
  return equalWeights === undefined ? [] : [t('timeline.said.equalWeights', equalWeights)];
}

function weightsLine({ changes }: Details): string[] {
  const n = changes.filter(({ field }) => field === 'weight').length;
  return n === 0 ? [] : [t('timeline.said.weights', { n })];
}

function levelLines(details: Details): string[] {
  return (['initial', 'residual'] as const).flatMap((side) => {
    const judged = details[side];
    return judged === undefined || judged === null || judged.level === null ? [] : [t(`timeline.said.${side}`, { level: levelWord(judged.level), index: shownDecimal(judged.index) ?? '' })];
  });
}

function codeLine(kind: 'conclusion' | 'decision', code: string | null | undefined): string[] {
  return code === null || code === undefined ? [] : [t(`timeline.said.${kind}`, { [kind]: tCode('decision.code', code) })];
}

function reasonsLine({ reasons }: Details): string[] {
  return reasons === undefined || reasons === '' ? [] : [t('timeline.said.reasons', { reasons })];
}

import type { ReportTexts, SpokenSide } from './texts.ts';

const LEVELS = { low: 'Low risk', medium: 'Medium risk', high: 'High risk' };
const PATHS = { index: 'Index', count: 'Factor count', trigger: 'Direct trigger', opinion: 'Public opinion' };

/** "decided by the index path"; "decided by the index and factor count paths". */
function joined(side: SpokenSide): string {
  const names = side.decidedBy.map((path) => PATHS[path].toLowerCase());
  if (names.length < 2) return `decided by the ${names[0] ?? ''} path`;
  return `decided by the ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} paths`;
}

export const en: ReportTexts = {
  language: 'en',
  title: 'Social-Risk Assessment of a Major Decision',
  portfolioTitle: 'Decision matters at a glance',
  sample: 'Synthetic sample data: no real matter and no real person; not a basis for any decision',
  none: '—',
  yes: 'yes',
  no: 'no',
  comma: ', ',
  semicolon: '; ',
  bracketed: (text) => ` (${text})`,
  page: 'Page &P of &N',
  sheets: {
    cover: 'Cover', factors: 'Risk factors', matrix: 'Risk matrix', measures: 'Measures', evidence: 'Evidence', history: 'Record of steps', method: 'Method and legend',
    matters: 'Decision matters', statistics: 'Statistics',
  },
  levels: LEVELS,
  levelUnknown: 'not determined',
  paths: PATHS,
  states: { draft: 'Draft', submitted: 'Submitted', returned: 'Returned', decided: 'Decided' },
  factorStates: { open: 'open', identified: 'identified', excluded: 'excluded' },
  weightModes: { equal: 'equal', entered: 'entered' },
  conclusions: {
    implement: 'Implement', implementAfterMeasures: 'Implement once the measures are in place', partial: 'Implement in steps or in part', postpone: 'Postpone', doNotImplement: 'Do not implement', adjustAndReassess: 'Adjust the plan and assess again',
  },
  checks: {
    BASICS_MISSING: 'basics incomplete',
    NO_FACTOR: 'no factor identified',
    FACTOR_OPEN: 'factors left open',
    EXCLUDED_WITHOUT_REASON: 'excluded without a reason',
    UNKNOWN_FACTOR: 'factor not in the model',
    UNSCORED_FACTOR: 'not scored',
    VALUE_INVALID: 'unusable value',
    WEIGHT_MISSING: 'weight missing',
    WEIGHTS_NOT_ONE: 'weights do not sum to 1',
    NOTE_MISSING: 'no word why',
    RESIDUAL_MISSING: 'no score after measures',
    RESIDUAL_INCOMPLETE: 'half a score after measures',
    RESIDUAL_ABOVE_INITIAL: 'higher after measures than before',
    LOWERED_WITHOUT_MEASURE: 'lowered without a measure',
    FACTOR_WITHOUT_MEASURE: 'grave factor without a measure',
    MEASURE_WITHOUT_OWNER: 'measure without owner',
    MEASURE_WITHOUT_DEADLINE: 'measure without deadline',
    MEASURE_WITHOUT_CONTROL_POINT: 'measure without control point',
    MEASURE_WITHOUT_FACTOR: 'measure acts on no factor',
    MEASURE_ON_OTHER_FACTOR: 'measure acts on a factor not identified',
    MEASURE_PAST: 'deadline of a measure has passed',
    OPINION_MISSING: 'no data on public opinion',
    TRIGGER_MISSING: 'direct triggers not examined',
    RESIDUAL_PATH_MISSING: 'a path that stood at medium or high has no data after measures',
    OPPOSITION_LOWERED: 'less opposition after measures: only a new survey can say so',
    CONCLUSION_MISSING: 'no conclusion',
    CONCLUSION_NOT_FOR_LEVEL: 'the conclusion does not fit the level',
  },
  initial: 'Initial',
  residual: 'Residual',
  sentence(initial, residual) {
    const before = initial === null ? 'Initial level not determined' : `Initial ${LEVELS[initial.level].toLowerCase()} (composite index ${initial.index}, ${joined(initial)})`;
    const after = residual === null ? 'level after measures not determined' : `after measures ${LEVELS[residual.level].toLowerCase()} (${residual.index}${residual.decidedBy.length === 1 && residual.decidedBy[0] === 'index' ? '' : `, ${joined(residual)}`})`;
    return `${before}; ${after}`;
  },
  cover: {
    basics: 'The matter', decisionType: 'Type', places: 'Places', unit: 'Responsible unit', decisionOn: 'Decision planned', period: 'Carried out', project: 'Project code',
    description: 'Description', state: 'State', revision: 'Revision', exported: 'Exported', result: 'Risk level', path: 'Path', overall: 'Overall (the highest)',
    exactIndex: 'Composite index T, exact', missing: 'no data, not judged', decisive: 'decisive', outcome: 'Outcome', conclusion: 'Assessment conclusion', submitted: 'Submitted', decision: 'Decision',
    notDecided: 'Not decided yet', agrees: 'agrees with the conclusion', differs: 'differs from the conclusion', reasons: 'Reasons', returned: 'Returned because', findings: 'Open findings', method: 'Judged by', methodName: 'Method', model: 'Model',
    cutOffs: 'Cut-offs', direction: 'Direction and scale', stamp: 'Verification', lastEntry: 'Last entry of the audit chain', snapshot: 'Frozen snapshot, SHA-256', recomputed: 'Recomputed', recomputedEqual: 'recomputed from the snapshot: the same result', recomputedDifferent: 'recomputed from the snapshot: a different result, do not use', program: 'Program',
    grades: (counts) => counts.map(({ grade, count }) => `${String(count)} ${grade.toLowerCase()}`).join(', '),
    people: (count) => `an incident of ${String(count)} people expected`,
    noTrigger: 'no direct trigger',
    opposed: (share, surveyed) => `${share} opposed${surveyed === null ? '' : ` (${String(surveyed)} surveyed)`}`,
  },
  factors: {
    id: 'Id', area: 'Area', factor: 'Risk factor', stage: 'Stage', weight: 'Weight w', p: 'p', q: 'q', r: 'R', grade: 'Grade', part: 'w×R', note: 'Note', total: 'Total (composite index T)',
    excluded: 'Excluded factors', reason: 'Reason', chart: 'R of each factor, initial and residual',
    intro: (weights, identified, excluded, open) => `Weights: ${weights}. ${String(identified)} identified, ${String(excluded)} excluded, ${String(open)} open. R = p × q, T = Σ(w × R). An empty cell is not scored, never 0; a factor without a residual counts with its initial value.`,
  },
  matrix: {
    probability: 'Probability', impact: 'Impact', moved: 'Movement', from: 'Initial (p level, q level)', to: 'Residual (p level, q level)', intro: 'Cells hold factor ids. The shade is the grade of the cell\'s representative values; the word after an id is the grade of the factor itself.',
    cell: (p, q) => `${p}, ${q}`,
  },
  measures: {
    no: 'No.', measure: 'Measure', factors: 'Acts on', owner: 'Owner', assistant: 'Assisted by', deadline: 'Deadline', controlPoint: 'Control point', empty: 'No measures.',
  },
  evidence: {
    question: 'Question', category: 'Category', factors: 'Factors', scope: 'Scope', from: 'From', to: 'To', value: 'Value', unit: 'Unit', rank: 'Rank', of: 'of', rankedPlace: 'Place ranked', rankedBy: 'Ranked by', rankValue: 'Value there', adjusted: 'After shrinkage', median: 'Median',
    records: 'Records', batches: 'Batches', trend: 'Trend',
    per: { count: 'number', residents: 'per 10,000 residents' },
    scopes: { towns: 'towns concerned', counties: 'their counties (the data knows no towns)', project: 'this project' },
    noData: 'no data',
    units: {
      元: 'yuan', 万元: '10,000 yuan', '元/亩': 'yuan/mu', 公顷: 'ha', 亩: 'mu', 平方米: 'm²', 户: 'households', 人: 'people', 件: 'cases', 次: 'times', 天: 'days', 月: 'months', 个: 'items', 辆: 'vehicles', 间: 'rooms', '%': '%', 岁: 'years old', 度: 'degrees', 分: 'points', 份: 'items', 处: 'places', 起: 'incidents',
    },
    intro: (frozen) => `${frozen ? 'Answers as frozen with the decision. ' : 'Answers as of the export. '}An empty month has no data of the category anywhere, which is not 0. Rank 1 is the most; the highest-ranked place concerned is shown.`,
  },
  history: {
    seq: 'No.', at: 'Time', by: 'By', action: 'Action', details: 'Details', hash: 'SHA-256', intro: 'Numbers and hashes are those of the audit chain and can be checked by its verification.',
    actions: {
      'proposal.created': 'Matter created', 'proposal.changed': 'Basics changed', 'proposal.removed': 'Matter removed', 'assessment.factorChanged': 'Factors changed', 'assessment.weightModeChanged': 'Weight mode changed',
      'assessment.weightsNormalised': 'Weights normalised', 'assessment.contextChanged': 'Opinion and triggers changed', 'assessment.measureSaved': 'Measure saved', 'assessment.measureRemoved': 'Measure removed', 'assessment.conclusionSet': 'Conclusion set',
      'legalProcedure.chosen': 'Procedure chosen', 'legalProcedure.recorded': 'Step recorded', 'legalProcedure.attached': 'Document attached', 'legalProcedure.detached': 'Document taken out', 'legalProcedure.saved': 'Document saved',
      'measure.plan': 'Measure planned anew', 'measure.report': 'Measure reported', 'measure.finish': 'Measure done', 'measure.reopen': 'Measure reopened', 'measure.proofSaved': 'Proof saved',
      'review.saved': 'Review saved', 'review.closed': 'Review closed',
      'assessment.submitted': 'Submitted', 'assessment.returned': 'Returned', 'assessment.decided': 'Decided', 'report.exported': 'Report exported',
    },
    fields: {
      title: 'title', decisionType: 'type', places: 'places', responsibleUnit: 'unit', decisionOn: 'decision planned', startOn: 'start', endOn: 'end', description: 'description', projectCode: 'project code',
      state: 'state', excludedReason: 'reason of exclusion', stages: 'stages', weight: 'weight', p: 'p', q: 'q', residualP: 'residual p', residualQ: 'residual q', note: 'note', weightMode: 'weight mode', equalWeights: 'factors with equal weight',
      opinion: 'opinion', incident: 'incident', triggers: 'triggers', owner: 'owner', assistant: 'assisted by', deadline: 'deadline', controlPoint: 'control point', factorIds: 'acts on', code: 'conclusion', text: 'wording',
      side: 'side', added: 'added', opposed: 'opposed', surveyed: 'surveyed', source: 'source', people: 'people', before: 'before', after: 'after', measure: 'measure', sumBefore: 'sum before', reasons: 'reasons', decision: 'decision', conclusion: 'conclusion', agrees: 'agrees', snapshotHash: 'snapshot', initial: 'initial', residual: 'residual', warnings: 'findings', sha256: 'SHA-256 of the file', language: 'language', kind: 'kind', fileName: 'file', revision: 'revision', modelId: 'model', method: 'method', level: 'level', index: 'index', decidedBy: 'decided by',
    },
  },
  method: {
    formula: 'Formula', formulaText: 'R = p × q; T = Σ(w × R), Σw = 1. All in exact decimals; nothing is rounded before it is compared.', source: 'Source', directionText: 'Higher is worse, on a scale from 0 to 1.', grades: 'Grades of a factor', grade: 'Grade', condition: 'Condition',
    paths: 'The four paths', highest: 'Each path judges by itself; the highest level counts.', missing: 'A path without data is not judged and never counts as low.', scales: 'Levels of probability and impact', interval: 'Interval', wording: 'Meaning', taken: 'Value when the level is chosen',
    conclusions: 'Conclusions that fit each level', legend: 'Legend',
    legendTexts: [
      'An empty cell: no data or no score, which is not 0.', '○ initial position, ● residual position.', 'Shades of the grades: pale green minor, green small, pale yellow general, yellow larger, red major; the word says the same.',
      'Number cells keep 15 significant digits; the exact composite index stands on the cover as text.', 'Percentages are shares: 12% opposed is 0.12.',
    ],
    opposed: 'share opposed', people: 'people in one expected incident',
    rule: (grade, orWorse, atLeast) => `at least ${String(atLeast)} factor(s) graded ${grade.toLowerCase()}${orWorse ? ' or worse' : ''}`,
    or: ', or ', otherwise: 'otherwise',
  },
  portfolio: {
    title: 'Matter', decisionOn: 'Planned', index: 'Index', level: 'Level', decidedBy: 'Decided by', conclusion: 'Conclusion', decision: 'Decision', agrees: 'Agrees', scored: 'Scored / identified', createdBy: 'Created by',
    updatedAt: 'Last change', submittedAt: 'Submitted at', decidedAt: 'Decided at', total: 'Total', byLevel: 'By state and initial level', noLevel: 'not determined',
    intro: (count) => `${String(count)} matters, the latest change first. Levels are computed with each matter's own model and method version.`,
  },
};

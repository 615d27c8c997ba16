import { z } from 'zod';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import { parseDecimal } from '#shared/domain/decimal/index.ts';
import { opposedShareSchema, type JudgingMethod, type OpposedShare } from '#shared/domain/grading/index.ts';
import { language, pick, t, tCode } from '@/i18n/index.ts';
import { asPercent } from '../core/decimals.ts';
import { listWords } from '../core/words.ts';

/** What turns codes into names. */
export interface Names {
  readonly model: AssessmentModel;
  readonly method: JudgingMethod;
  readonly place: (code: string) => string;
  readonly decisionType: (code: string) => string;
}

const LONGEST = 80;
const opinionSchema = z.object({ opposed: z.string(), surveyed: z.number().nullable() });
const incidentSchema = z.object({ people: z.number() });
const textsSchema = z.array(z.string());
const opposedSchema = z.array(opposedShareSchema);

/** What the chain keeps of a field's value, in words; a value of an unknown shape is shown as it stands in the chain. */
export function valueWords(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined) return absent(field);
  if (field === 'opposed' || field === 'residualOpposed') {
    const opposed = opposedSchema.safeParse(value);
    if (opposed.success) return opposedWords(opposed.data, names.method);
  }
  const texts = textsSchema.safeParse(value);
  if (texts.success) return texts.data.length === 0 ? t(field === 'triggers' ? 'timeline.noTriggers' : 'timeline.blank') : listWords(texts.data.map((one) => nameOf(field, one, names)));
  if (field === 'opinion') {
    const opinion = opinionSchema.safeParse(value);
    if (opinion.success) {
      const share = asPercent(opinion.data.opposed);
      return opinion.data.surveyed === null ? t('timeline.opinionValue', { share }) : t('timeline.opinionSurveyed', { share, n: opinion.data.surveyed });
    }
  }
  if (field === 'incident') {
    const incident = incidentSchema.safeParse(value);
    if (incident.success) return t('timeline.incidentValue', { n: incident.data.people });
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value === '') return t('timeline.blank');
  const named = nameOf(field, value, names);
  return named.length > LONGEST ? `${named.slice(0, LONGEST)}…` : named;
}

/** "strong 10%, mild 5%"; that nobody is opposed is said. */
function opposedWords(shares: readonly OpposedShare[], method: JudgingMethod): string {
  const strengths = method.kind === 'scorecard' ? method.groups.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'opposition' ? item.strengths : []))) : [];
  const said = shares.filter(({ opposed }) => parseDecimal(opposed)?.isZero() === false);
  if (said.length === 0) return t('assessment.score.nobodyOpposed');
  return said.map(({ strength, opposed }) => `${pick(strengths.find(({ id }) => id === strength)?.name ?? { zh: strength, en: strength })} ${asPercent(opposed)}%`).join(t('assessment.sentence.comma'));
}

/** Nothing, in the word of the field: a score that is not there is not an empty text. */
function absent(field: string): string {
  switch (field) {
    case 'p':
    case 'q':
    case 'residualP':
    case 'residualQ':
    case 'c':
    case 'residualC':
    case 'points':
    case 'residualPoints':
    case 'opposed':
    case 'residualOpposed':
      return t('timeline.unscored');
    case 'weight':
      return t('timeline.noWeight');
    case 'opinion':
    case 'incident':
    case 'triggers':
      return t('timeline.missing');
    default:
      return t('timeline.blank');
  }
}

function nameOf(field: string, value: string, { model, method, place, decisionType }: Names): string {
  const bilingual = (known: { readonly name: { readonly zh: string; readonly en: string } } | undefined): string => (known === undefined ? value : pick(known.name));
  switch (field) {
    case 'state':
      return value === 'identified' ? t('assessment.identify.settle') : value === 'excluded' ? t('assessment.identify.exclude') : t('assessment.identify.open');
    case 'weightMode':
      return t(value === 'equal' ? 'assessment.score.equal' : 'assessment.score.entered').toLocaleLowerCase(language.value);
    case 'code':
      return tCode('decision.code', value);
    case 'places':
      return place(value);
    case 'decisionType':
      return decisionType(value);
    case 'stages':
      return bilingual(model.stages.find(({ id }) => id === value));
    case 'triggers':
      return bilingual(method.direct.trigger.kinds.find(({ id }) => id === value));
    default:
      return value;
  }
}

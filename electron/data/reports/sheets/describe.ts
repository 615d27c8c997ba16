import { z } from 'zod';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import { named } from '../data.ts';
import type { ReportTexts } from '../texts/index.ts';

const changeSchema = z.object({ field: z.string(), before: z.unknown(), after: z.unknown(), factor: z.string().optional() });

/** Lists longer than this are cut with the number that was left out: the chain itself holds every one. */
const MOST_LINES = 12;

/** The details of an audit entry as lines: what changed, one line a factor, then whatever else it says. */
export function describe(texts: ReportTexts, model: AssessmentModel, details: Readonly<Record<string, unknown>>): string {
  const { changes, revision: _, ...rest } = details;
  const parsed = z.array(changeSchema).safeParse(changes ?? []);
  const known = parsed.success ? parsed.data : [];
  const words = vocabularies(texts, model);
  const about = groupBy(known, ({ factor }) => factor ?? '');
  const lines = [...about].flatMap(([factor, changes]) => {
    const each = changes.map(({ field, before, after }) => `${fieldName(texts, field)} ${worded(texts, words, field, before)} → ${worded(texts, words, field, after)}`);
    return factor === '' ? each : [`${factor}: ${each.join(texts.semicolon)}`];
  });
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `… +${String(lines.length - MOST_LINES)}`] : lines;
  // What a change says need not be said again.
  const others = Object.entries(rest).filter(([name]) => known.every(({ field }) => field !== name));
  return [...shown, ...others.map(([name, value]) => `${fieldName(texts, name)}: ${worded(texts, words, name, value)}`)].join('\n');
}

function fieldName(texts: ReportTexts, name: string): string {
  return texts.history.fields[name] ?? name;
}

type Vocabularies = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Known codes in words, everything else as it stands. */
function worded(texts: ReportTexts, words: Vocabularies, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return texts.none;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return words[field]?.[value] ?? value;
  if (Array.isArray(value)) return value.length === 0 ? texts.none : value.map((item) => worded(texts, words, field, item)).join(texts.comma);
  return Object.entries(value).map(([name, item]) => `${fieldName(texts, name)} ${worded(texts, words, name, item)}`).join(texts.comma);
}

/** Which field speaks in which codes. */
function vocabularies(texts: ReportTexts, model: AssessmentModel): Vocabularies {
  return {
    state: texts.factorStates,
    weightMode: texts.weightModes,
    code: texts.conclusions,
    conclusion: texts.conclusions,
    decision: texts.conclusions,
    level: texts.levels,
    decidedBy: texts.paths,
    side: { initial: texts.initial, residual: texts.residual },
    stages: Object.fromEntries(model.stages.map(({ id, name }) => [id, named(texts, name)])),
  };
}

import { z } from 'zod';
import { groupBy } from '#shared/util/group-by.ts';
import { named, type ReportData } from '../data.ts';
import type { ReportTexts } from '../texts/index.ts';

const changeSchema = z.object({ field: z.string(), before: z.unknown(), after: z.unknown(), factor: z.string().optional() });
type Change = z.infer<typeof changeSchema>;

/** Lists longer than this are cut with the number that was left out: the chain itself holds every one. */
const MOST_LINES = 12;

/** The details of an audit entry as lines: what changed, factors that changed alike in one line, then whatever else it says. */
export function describe(data: Speaking, details: Readonly<Record<string, unknown>>): string {
  const { texts } = data;
  const { changes, revision: _, ...rest } = details;
  const parsed = z.array(changeSchema).safeParse(changes ?? []);
  const known = parsed.success ? parsed.data : [];
  const said = ({ field, before, after }: Change): string => `${fieldName(texts, field)} ${worded(data, field, before)} → ${worded(data, field, after)}`;
  const alike = groupBy(groupBy(known, ({ factor }) => factor ?? ''), ([factor, of]) => of.map(said).join(factor === '' ? '\n' : texts.semicolon));
  const lines = [...alike].flatMap(([each, of]) => {
    const factors = of.map(([factor]) => factor).filter((factor) => factor !== '');
    return factors.length === 0 ? each.split('\n') : [`${factors.join(texts.comma)}: ${each}`];
  });
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `… +${String(lines.length - MOST_LINES)}`] : lines;
  // What a change says need not be said again.
  const others = Object.entries(rest).filter(([name]) => known.every(({ field }) => field !== name));
  return [...shown, ...others.map(([name, value]) => `${fieldName(texts, name)}: ${worded(data, name, value)}`)].join('\n');
}

/** What the words of the details are found in. */
type Speaking = Pick<ReportData, 'texts' | 'model' | 'nameOf' | 'decisionTypeOf'>;

function fieldName(texts: ReportTexts, name: string): string {
  return texts.history.fields[name] ?? name;
}

/** Known codes in words, everything else as it stands. */
function worded(data: Speaking, field: string, value: unknown): string {
  const { texts } = data;
  if (value === null || value === undefined || value === '') return texts.none;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return codeWord(data, field, value);
  if (Array.isArray(value)) return value.length === 0 ? texts.none : value.map((item) => worded(data, field, item)).join(texts.comma);
  if (typeof value === 'object' && 'before' in value && 'after' in value && Object.keys(value).length === 2) return `${worded(data, field, value.before)} → ${worded(data, field, value.after)}`;
  return Object.entries(value).map(([name, item]) => `${fieldName(texts, name)} ${worded(data, name, item)}`).join(texts.comma);
}

/** Which field speaks in which codes. */
function codeWord({ texts, model, nameOf, decisionTypeOf }: Speaking, field: string, code: string): string {
  const among = (words: Readonly<Record<string, string>>): string => words[code] ?? code;
  switch (field) {
    case 'state': return among(texts.factorStates);
    case 'weightMode': return among(texts.weightModes);
    case 'code':
    case 'conclusion':
    case 'decision': return among(texts.conclusions);
    case 'level': return among(texts.levels);
    case 'decidedBy': return among(texts.paths);
    case 'side': return among({ initial: texts.initial, residual: texts.residual });
    case 'warnings': return among(texts.checks);
    case 'places': return nameOf(code);
    case 'decisionType': return decisionTypeOf(code);
    case 'stages': {
      const stage = model.stages.find(({ id }) => id === code);
      return stage === undefined ? code : named(texts, stage.name);
    }
    default: return code;
  }
}

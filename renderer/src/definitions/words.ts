import type { DefinitionLine } from '#shared/contract/index.ts';
import { definitionRef } from '#shared/domain/definitions/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { pick, t } from '@/i18n/index.ts';

/** Texts of which there is one, without a name in the text itself. */
const SINGLES = ['obligation-rules', 'decision-catalogue', 'decision-types', 'evidence-suggestion', 'measure-deadlines', 'outcomes', 'supply-agreement', 'survey-rules'] as const;

/** Its own name; that of the few texts that have none; for a calendar its year. */
export function nameOf(line: Pick<DefinitionLine, 'name' | 'id' | 'kind'>): string {
  if (line.name !== null) return pick(line.name);
  if (line.kind === 'calendar') return t('definitions.calendarOf', { year: line.id });
  const single = SINGLES.find((one) => one === line.id);
  return single === undefined ? line.id : t(`definitions.single.${single}`);
}

/** "重大项目 major-project@1". */
export function titleOf(line: DefinitionLine): string {
  return `${nameOf(line)} ${definitionRef(line)}`;
}

/** Who made it: an account's name, or the program with its version. */
export function makerOf({ origin, createdBy, programVersion }: DefinitionLine): string {
  switch (origin) {
    case 'program': return t('definitions.byProgram', { version: programVersion });
    case 'file': return t('definitions.byFile');
    case 'office': return createdBy;
  }
}

/** A value of a text, short enough for a cell: a two-language name by the language on screen, else its JSON. */
export function valueWords(value: Json | undefined): string {
  if (value === undefined || value === null) return t('definitions.nothing');
  if (typeof value !== 'object') return String(value);
  const name = bilingual(value) ?? ('name' in value ? bilingual(value['name']) : null);
  return name ?? JSON.stringify(value);
}

function bilingual(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('zh' in value) || !('en' in value)) return null;
  return typeof value.zh === 'string' && typeof value.en === 'string' ? pick({ zh: value.zh, en: value.en }) : null;
}

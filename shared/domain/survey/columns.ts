import { SURVEY_COLUMNS, type SurveyColumn, type SurveyRules } from './rules.ts';

/** Which column of the table holds what; null = none. */
export type SurveyMapping = Readonly<Record<SurveyColumn, number | null>>;

/** Reads the headers by the rules' words: the whole header first, else one that holds such a word. No column is taken twice. */
export function guessColumns(headers: readonly string[], { columns }: Pick<SurveyRules, 'columns'>): SurveyMapping {
  const taken = new Set<number>();
  const found = new Map<SurveyColumn, number>();
  const plain = headers.map((header) => header.normalize('NFKC').replace(/\s+/gu, '').toLowerCase());
  for (const fits of [(header: string, word: string) => header === word, (header: string, word: string) => header.includes(word)]) {
    for (const column of SURVEY_COLUMNS) {
      if (found.has(column)) continue;
      const at = plain.findIndex((header, place) => !taken.has(place) && columns[column].some((word) => fits(header, word.toLowerCase())));
      if (at === -1) continue;
      found.set(column, at);
      taken.add(at);
    }
  }
  return { stance: found.get('stance') ?? null, group: found.get('group') ?? null, strength: found.get('strength') ?? null, count: found.get('count') ?? null };
}

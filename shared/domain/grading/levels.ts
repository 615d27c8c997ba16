/** Risk levels of a whole matter, mildest first: 低 中 高. */
export const LEVELS = ['low', 'medium', 'high'] as const;
export type Level = (typeof LEVELS)[number];

/** Grades of a single factor, mildest first: 微小 较小 一般 较大 重大. */
export const GRADES = ['minor', 'small', 'general', 'larger', 'major'] as const;
export type Grade = (typeof GRADES)[number];

/** The separate verdicts of `wpq`, in the order in which they are named. */
export const PATHS = ['index', 'count', 'trigger', 'opinion'] as const;
export type PathName = (typeof PATHS)[number];

export const levelRank = (level: Level): number => LEVELS.indexOf(level);
export const gradeRank = (grade: Grade): number => GRADES.indexOf(grade);

/** The highest of the levels; null where none is known, for no data is never "low". */
export function highestLevel(levels: Iterable<Level | null>): Level | null {
  let highest: Level | null = null;
  for (const level of levels) {
    if (level !== null && (highest === null || levelRank(level) > levelRank(highest))) highest = level;
  }
  return highest;
}

/** Names, in the order given, the verdicts that reach the level. */
export function decidingPaths<Name extends string>(order: readonly Name[], paths: Readonly<Record<Name, Level | null>>, level: Level | null): Name[] {
  return level === null ? [] : order.filter((name) => paths[name] === level);
}

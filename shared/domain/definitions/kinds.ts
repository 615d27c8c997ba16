/**
 * What stands in the one ledger (一本账): everything that decides how data is read, judged, counted, warned of, dated or asked for.
 * `board` is a page of figures, `quality` a rule of quality across categories, `calendar` the working days of a year, `obligation` what must
 * be assessed, `setting` a smaller arrangement (deadlines of measures, what is agreed with senders, kinds of decision matter ...).
 */
export const DEFINITION_KINDS = ['category', 'model', 'method', 'index', 'rule', 'board', 'quality', 'procedure', 'calendar', 'obligation', 'survey', 'setting'] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

/** The kinds that an office may make versions of its own of; the others come with the program. */
export const OFFICE_KINDS = ['model', 'index', 'rule', 'quality', 'procedure', 'calendar', 'obligation', 'survey', 'setting'] as const satisfies readonly DefinitionKind[];
export type OfficeKind = (typeof OFFICE_KINDS)[number];

/**
 * Under what name an office's version stands. `own`: a name that the program does not use; it is chosen beside what ships.
 * `same`: the name of what it was copied from; once released it stands in its place. `either`: in its place, or beside it.
 */
export const OFFICE_NAMES: Readonly<Record<OfficeKind, 'own' | 'same' | 'either'>> = {
  model: 'own', index: 'same', rule: 'either', quality: 'either', procedure: 'same', calendar: 'either', obligation: 'same', survey: 'same', setting: 'same',
};

/** Whence a version came: with the program, from a file of the program that was changed on disk since, or made by the office. */
export const DEFINITION_ORIGINS = ['program', 'file', 'office'] as const;
export type DefinitionOrigin = (typeof DEFINITION_ORIGINS)[number];

/** draft -> submitted -> released, or returned to its author. What comes with the program is released with it. */
export const DEFINITION_STATES = ['draft', 'submitted', 'returned', 'released'] as const;
export type DefinitionState = (typeof DEFINITION_STATES)[number];

/** "major-project@1". */
export function definitionRef({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}@${String(version)}`;
}

/**
 * What stands in the one ledger (一本账): everything that decides how data is read, judged, counted or warned of.
 * `board` is a page of figures, `quality` a rule of quality across categories.
 */
export const DEFINITION_KINDS = ['category', 'model', 'method', 'index', 'rule', 'board', 'quality'] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

/** The kinds that an office may make versions of its own of; the others come with the program. */
export const OFFICE_KINDS = ['model'] as const satisfies readonly DefinitionKind[];
export type OfficeKind = (typeof OFFICE_KINDS)[number];

/** draft -> submitted -> released, or returned to its author. What comes with the program is released with it. */
export const DEFINITION_STATES = ['draft', 'submitted', 'returned', 'released'] as const;
export type DefinitionState = (typeof DEFINITION_STATES)[number];

/** "major-project@1". */
export function definitionRef({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}@${String(version)}`;
}

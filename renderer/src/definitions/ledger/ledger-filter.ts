import type { DefinitionLine } from '#shared/contract/index.ts';
import { definitionRef, type DefinitionKind, type DefinitionState } from '#shared/domain/definitions/index.ts';

export interface LedgerFilter {
  readonly text: string;
  readonly kind: DefinitionKind | null;
  readonly state: DefinitionState | null;
  /** Versions that were in use once, or never, are left out. */
  readonly inUseOnly: boolean;
}

/**
 * The lines that fit, what is on its way first, then by kind and name with the newest version first.
 *
 * @param text looked for in both names, the reference and the hash's beginning
 */
export function filterLedger(lines: readonly DefinitionLine[], { text, kind, state, inUseOnly }: LedgerFilter): DefinitionLine[] {
  const wanted = text.trim().toLowerCase();
  const fits = (line: DefinitionLine): boolean =>
    (kind === null || line.kind === kind)
    && (state === null || line.state === state)
    && (!inUseOnly || line.inUse || line.state !== 'released')
    && (wanted === '' || [line.name?.zh, line.name?.en, definitionRef(line)].some((part) => part?.toLowerCase().includes(wanted)) || line.hash.startsWith(wanted));
  return lines.filter(fits).sort((a, b) => way(a) - way(b) || (a.id === b.id && a.kind === b.kind ? b.version - a.version || b.seq - a.seq : a.seq - b.seq));
}

/** A version that waits for someone stands above the ones that are settled. */
function way({ state }: DefinitionLine): number {
  switch (state) {
    case 'submitted': return 0;
    case 'returned': return 1;
    case 'draft': return 2;
    case 'released': return 3;
  }
}

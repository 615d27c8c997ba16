import type { ImportCounts } from '#shared/contract/index.ts';
import { t } from '@/i18n/index.ts';
import { formatCount, type LedgerPart } from '@/ui/index.ts';

export const LEDGER_KEYS = ['accepted', 'unchanged', 'superseded', 'held', 'rejected'] as const;
export type LedgerKey = (typeof LEDGER_KEYS)[number];

/** The parts of an import; `doors` says which lead somewhere. */
export function ledgerParts(counts: ImportCounts, doors: ReadonlySet<LedgerKey>): readonly LedgerPart[] {
  // Most batches contradict nobody; then there is nothing to say of it.
  return LEDGER_KEYS.filter((key) => key !== 'held' || counts.held > 0).map((key) => ({ key, label: t(`intake.${key}`), hint: t(`intake.partHint.${key}`), count: counts[key], tone: key, opens: doors.has(key) }));
}

/** "500 = 480 + 0 + 12 + 8"; what is held aside stands in it where there is any. */
export function ledgerSum(counts: ImportCounts): string {
  const parts = LEDGER_KEYS.filter((key) => key !== 'held' || counts.held > 0).map((key) => formatCount(counts[key]));
  return `${formatCount(counts.read)} = ${parts.join(' + ')}`;
}

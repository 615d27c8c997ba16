import type { ImportCounts } from '#shared/contract/index.ts';
import { t } from '@/i18n/index.ts';
import { formatCount, type LedgerPart } from '@/ui/index.ts';

export const LEDGER_KEYS = ['accepted', 'unchanged', 'superseded', 'rejected'] as const;
export type LedgerKey = (typeof LEDGER_KEYS)[number];

/** The parts of an import; `doors` says which lead somewhere. */
export function ledgerParts(counts: ImportCounts, doors: ReadonlySet<LedgerKey>): readonly LedgerPart[] {
  return LEDGER_KEYS.map((key) => ({ key, label: t(`intake.${key}`), hint: t(`intake.partHint.${key}`), count: counts[key], tone: key, opens: doors.has(key) }));
}

/** "500 = 480 + 0 + 12 + 8". */
export function ledgerSum(counts: ImportCounts): string {
  const { read, accepted, unchanged, superseded, rejected } = counts;
  const [a, b, c, d, e] = [read, accepted, unchanged, superseded, rejected].map(formatCount);
  return t('intake.adds', { read: a ?? '', accepted: b ?? '', unchanged: c ?? '', superseded: d ?? '', rejected: e ?? '' });
}

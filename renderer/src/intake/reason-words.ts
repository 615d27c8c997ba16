import type { RejectReasonView } from '#shared/contract/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { pick, t, tCode } from '@/i18n/index.ts';

/** "Field: what is wrong with it". Without a descriptor the field's column name stands for it. */
export function reasonWords(reason: Pick<RejectReasonView, 'code' | 'field' | 'params'>, descriptor: CategoryDescriptor | null): string {
  const field = descriptor?.fields.find((candidate) => candidate.id === reason.field);
  const name = field === undefined ? reason.field : pick(field.name);
  const words = tCode('rejects', reason.code, { ...reason.params, range: rangeWords(reason.params) }, t('rejects.other', { code: reason.code }));
  return name === null ? words : t('rejects.ofField', { field: name, words });
}

/** The short name of a reason, for a list of them. */
export function reasonName(code: string): string {
  return tCode('rejects.short', code, {}, t('rejects.other', { code }));
}

function rangeWords({ min, max }: RejectReasonView['params']): string {
  if (min !== undefined && max !== undefined) return t('rejects.between', { min, max });
  if (min !== undefined) return t('rejects.atLeast', { min });
  return max === undefined ? '' : t('rejects.atMost', { max });
}

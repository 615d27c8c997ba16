import type { RejectReasonView } from '#shared/contract/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { pick, t, tCode } from '@/i18n/index.ts';

type Reason = Pick<RejectReasonView, 'code' | 'field'> & { readonly params?: RejectReasonView['params'] };

/** "Field: what is wrong with it". Without a descriptor the field's column name stands for it. */
export function reasonWords(reason: Reason, descriptor: CategoryDescriptor | null): string {
  const field = descriptor?.fields.find((candidate) => candidate.id === reason.field);
  const name = field === undefined ? reason.field : pick(field.name);
  const words = tCode('rejects', reason.code, { ...reason.params }, t('rejects.other', { code: reason.code }));
  return name === null ? words : t('rejects.ofField', { field: name, words });
}

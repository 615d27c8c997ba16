import type { SameKeys } from '../keys.ts';
import type { reveal as zh } from '../zh-CN/reveal.ts';

export const reveal: SameKeys<typeof zh> = {
  open: 'Open',
  reason: 'Reason (at least 4 characters, kept in the audit history)',
  confirm: 'Show for 30 seconds',
  left: 'masked again in {n} s',
  hide: 'Mask',
  hint: 'Each opening is recorded: who, when, which record and field, and why. The content is not.',
};

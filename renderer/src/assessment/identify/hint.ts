import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { pick, t, tCode } from '@/i18n/index.ts';
import { groupDigits } from '@/ui/index.ts';

/** So many answers stand beside a factor; all of them in the tooltip. */
const SHOWN = 2;

/** What the data say about a factor, in a few words: only answers that found something; those without data are not counted as nothing. */
export function hintOf(answers: readonly EvidenceAnswer[]): { readonly words: string; readonly all: string } {
  const line = ({ name, value, unit }: EvidenceAnswer): string => `${pick(name)} ${value === null ? t('common.missing') : `${groupDigits(value)} ${tCode('units', unit)}`}`;
  const found = answers.filter(({ records }) => records > 0);
  return { words: found.slice(0, SHOWN).map(line).join(t('assessment.sentence.join')), all: answers.map(line).join('\n') };
}

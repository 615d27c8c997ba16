import type { SampleRule, SampleVerdict } from '#shared/domain/survey/index.ts';
import { pick, t } from '@/i18n/index.ts';
import { formatCount } from '@/ui/index.ts';

/** Whether enough were asked, in a sentence. */
export function sampleWords(rule: SampleRule, population: number | null, { needed, enough }: SampleVerdict): { readonly words: string; readonly short: boolean } {
  const unit = pick(rule.unit);
  if (needed === null) return { words: t('survey.sample.unknown', { rule: pick(rule.name) }), short: true };
  const of = population === null ? '' : t('survey.sample.of', { n: formatCount(population), unit });
  return { words: t(enough === true ? 'survey.sample.enough' : 'survey.sample.short', { rule: pick(rule.name), of, needed: formatCount(needed), unit }), short: enough !== true };
}

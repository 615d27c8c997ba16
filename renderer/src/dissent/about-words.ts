import type { DissentsView } from '#shared/contract/index.ts';
import type { DissentAbout } from '#shared/domain/dissent/index.ts';
import { pick, t } from '@/i18n/index.ts';

/** What a dissent is about, in words: a level with the one held instead, a factor with its name, or the conclusion. */
export function aboutWords(about: DissentAbout, factors: DissentsView['factors']): string {
  switch (about.kind) {
    case 'level': {
      const side = t(`dissents.side.${about.side}`);
      return about.holds === null ? side : `${side}${t('common.listComma')}${t('dissents.holdsLevel', { level: t(`common.level.${about.holds}`).toLocaleLowerCase() })}`;
    }
    case 'factor': {
      const factor = factors.find(({ id }) => id === about.factorId);
      return factor === undefined ? about.factorId : `${factor.id} ${pick(factor.name)}`;
    }
    case 'conclusion':
      return t('dissents.kind.conclusion');
  }
}

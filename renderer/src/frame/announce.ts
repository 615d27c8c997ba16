import { ElButton, ElNotification } from 'element-plus';
import { h } from 'vue';
import type { FileToken } from '#shared/contract/index.ts';
import { shell } from '@/api/index.ts';
import { t } from '@/i18n/index.ts';

const SHOWN_MS = 12_000;

/** Says that a file was written and offers to show it in the desktop's file manager. */
export function announceSaved(words: string, token: FileToken): void {
  ElNotification({
    type: 'success',
    title: words,
    message: h(ElButton, { 'size': 'small', 'data-testid': 'saved-reveal', 'onClick': () => void shell().reveal(token) }, () => t('common.reveal')),
    duration: SHOWN_MS,
    // The actions of every page stand at its top right: what is said must not stand over what is done next.
    position: 'bottom-right',
  });
}

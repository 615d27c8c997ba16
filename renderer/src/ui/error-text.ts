import type { AppError, ErrorEnvelope } from '#shared/errors/index.ts';
import { t } from '@/i18n/index.ts';

/** The sentence of an error in the language on screen, filled with its details. */
export function errorSentence(error: AppError | ErrorEnvelope): string {
  const params: Record<string, string | number> = { message: error.message };
  for (const [key, value] of Object.entries(error.details)) {
    if (value === null) params[key] = '';
    else if (typeof value === 'string' || typeof value === 'number') params[key] = value;
    else params[key] = typeof value === 'boolean' ? String(value) : value.join(', ');
  }
  return t(`errors.${error.code}`, params);
}

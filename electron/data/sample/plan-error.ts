import { AppError } from '#shared/errors/index.ts';

/** A mistake in resources/sample, or one that a changed catalogue made of it. */
export function planError(path: string, reason: string): AppError {
  return new AppError('RESOURCE_INVALID', `resources/sample: ${path}: ${reason}`, { file: 'resources/sample', path, reason });
}

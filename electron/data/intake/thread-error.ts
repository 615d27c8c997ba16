import { AppError } from '#shared/errors/index.ts';

/** What a thread that died says about the file it worked on. */
export function threadError(error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new AppError('FILE_TOO_LARGE', 'The file needs more memory than there is; split it.', {}, { cause: error });
  }
  return error instanceof Error ? error : new Error(String(error));
}

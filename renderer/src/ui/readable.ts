import type { AppError } from '#shared/errors/index.ts';

/** Something that is read and may be read again: what `useQuery` returns, as far as a part on screen needs it. */
export interface Readable<T> {
  readonly data: { readonly value: T | null };
  readonly error: { readonly value: AppError | null };
  reload(): Promise<void>;
}

import type { ErrorCode } from './codes.ts';

/** Values a sentence is filled with, or what a screen needs to lead the user to the place. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** An expected failure: has a code, an English sentence for logs and the command line, and details for the screen. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** What crosses a process boundary instead of an exception; never a stack. */
export interface ErrorEnvelope {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorEnvelope };

/** Turns anything thrown into an envelope; what is not an AppError is a bug and keeps only its message. */
export function toEnvelope(error: unknown): ErrorEnvelope {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'BUG', message: error instanceof Error ? error.message : String(error), details: {} };
}

/** The other end of {@link toEnvelope}. */
export function fromEnvelope(envelope: ErrorEnvelope): AppError {
  return new AppError(envelope.code, envelope.message, envelope.details);
}

import type { Input, Output, ProcedureName } from '#shared/contract/index.ts';
import { AppError, fromEnvelope } from '#shared/errors/index.ts';
import { emit } from './events.ts';
import { shell } from './shell.ts';

/** Kept in memory only: closing or reloading the window signs out. */
let token: string | null = null;
let lastCall = 0;

/** Calls a window makes by itself; the data process does not count them as work (its dispatcher names the same). */
const BACKGROUND: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['tasks.list', 'session.state']);

export function setSessionToken(next: string | null): void {
  token = next;
  lastCall = Date.now();
}

/** When the session was last used, in milliseconds since the epoch; 0 before the first time. */
export function lastCallAt(): number {
  return lastCall;
}

/**
 * Calls a procedure of the contract in the data process.
 * @throws AppError with the code the data process gave; DATA_PROCESS_LOST when the bridge itself fails.
 */
export async function call<Name extends ProcedureName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  if (token !== null && !BACKGROUND.has(name)) lastCall = Date.now();
  const sentWith = token;
  let reply;
  try {
    // Reactive proxies do not cross the bridge, so the input is copied as the plain data it is.
    reply = await shell().call(name, JSON.parse(JSON.stringify(input)) as unknown, sentWith);
  } catch (error) {
    throw new AppError('DATA_PROCESS_LOST', `The bridge failed at ${name}: ${toAppError(error).message}`);
  }
  if (!reply.ok) {
    if (reply.error.code === 'NOT_SIGNED_IN' && sentWith !== null && sentWith === token) {
      emit({ type: 'sessionEnded', reason: reply.error.details['reason'] === 'idle' ? 'idle' : 'disabled' });
    }
    throw fromEnvelope(reply.error);
  }
  // The data process derives its handlers from the same contract value: the output type is what it returned.
  return reply.value as Output<Name>;
}

/** Whatever was thrown, as an AppError. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('BUG', error instanceof Error ? error.message : String(error));
}

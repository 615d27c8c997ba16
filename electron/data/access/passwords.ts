import { hash, verify } from '@node-rs/argon2';
import { passwordFlaws } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** OWASP's first recommendation for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @throws AppError PASSWORD_WEAK with the flaws in the details */
export async function hashPassword(password: string, username: string): Promise<string> {
  const flaws = passwordFlaws(password, username);
  if (flaws.length > 0) throw new AppError('PASSWORD_WEAK', `The password is refused: ${flaws.join(', ')}.`, { flaws });
  return hash(password, COST);
}

export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password);
}

/** Compared against when the user name is unknown, so that the answer takes as long as for a known one. */
export const DECOY_HASH = await hash('no account has this password', COST);

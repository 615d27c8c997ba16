/** Why a password is refused; each has its words under `password.<reason>`. */
export type PasswordFlaw = 'short' | 'oneKind' | 'username' | 'repeated';

export const PASSWORD_MIN_LENGTH = 10;

/**
 * The rule: at least 10 characters, of at least two kinds (letters, digits, other), not the user name in it (when that has 4 characters or more),
 * not one character over and over. Length first, in the spirit of NIST SP 800-63B.
 */
export function passwordFlaws(password: string, username: string): readonly PasswordFlaw[] {
  const flaws: PasswordFlaw[] = [];
  if ([...password].length < PASSWORD_MIN_LENGTH) flaws.push('short');
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  if (kinds < 2) flaws.push('oneKind');
  if (username.length >= 4 && password.toLowerCase().includes(username.toLowerCase())) flaws.push('username');
  if (new Set(password).size <= 3) flaws.push('repeated');
  return flaws;
}

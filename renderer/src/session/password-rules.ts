import { passwordFlaws } from '#shared/domain/access/index.ts';

export interface PasswordRule {
  readonly key: 'short' | 'oneKind' | 'username' | 'repeated' | 'same';
  readonly met: boolean;
}

/** Every part of the rule with whether it is met; an empty password meets none. `repeat` null = not asked twice. */
export function passwordRules(password: string, username: string, repeat: string | null): readonly PasswordRule[] {
  const flaws = passwordFlaws(password, username);
  const rules: PasswordRule[] = (['short', 'oneKind', 'username', 'repeated'] as const).map((key) => ({ key, met: password !== '' && !flaws.includes(key) }));
  if (repeat !== null) rules.push({ key: 'same', met: password !== '' && password === repeat });
  return rules;
}

export function passwordReady(password: string, username: string, repeat: string | null): boolean {
  return passwordRules(password, username, repeat).every((rule) => rule.met);
}

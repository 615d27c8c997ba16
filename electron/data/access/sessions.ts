import { permissionsOf } from '#shared/domain/access/index.ts';
import type { Actor, Clock, Ids } from '#data/kernel/index.ts';
import { toRole, type AccountRow } from './account-repository.ts';

/** A session ends after this long without a call. */
export const IDLE_SECONDS = 15 * 60;

interface Session {
  readonly actor: Actor;
  /** The password must be changed first: until then the session may do nothing else. */
  restricted: boolean;
  lastSeen: number;
}

/** Sessions live in memory only: closing the program signs everybody out. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  open(account: AccountRow): string {
    const token = `${this.#ids.next()}.${this.#ids.next()}`;
    const role = toRole(account.role);
    const actor: Actor = { id: account.id, name: account.display_name, role, permissions: new Set(permissionsOf(role)) };
    this.#sessions.set(token, { actor, restricted: account.must_change === 1, lastSeen: this.#clock.now().getTime() });
    return token;
  }

  /** The actor behind a token; `idle` when the session has just run out, null when there is none. `touch` keeps it alive. */
  find(token: string, touch: boolean): Actor | 'idle' | null {
    const session = this.#sessions.get(token);
    if (session === undefined) return null;
    const now = this.#clock.now().getTime();
    if (now - session.lastSeen > IDLE_SECONDS * 1000) {
      this.#sessions.delete(token);
      return 'idle';
    }
    if (touch) session.lastSeen = now;
    return session.restricted ? { ...session.actor, permissions: new Set() } : session.actor;
  }

  /** The password was changed: the session may now do what its role may. */
  lift(token: string): void {
    const session = this.#sessions.get(token);
    if (session !== undefined) session.restricted = false;
  }

  close(token: string): void {
    this.#sessions.delete(token);
  }

  /** Ends every session of an account (disabled, password reset). */
  closeAccount(accountId: string): void {
    for (const [token, session] of this.#sessions) if (session.actor.id === accountId) this.#sessions.delete(token);
  }
}

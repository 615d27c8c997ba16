import { contract, isProcedureName, type Contract, type Output, type ParsedInput, type ProcedureName } from '#shared/contract/index.ts';
import type { Access } from '#shared/contract/procedure.ts';
import { AppError, toEnvelope, type Reply } from '#shared/errors/index.ts';
import type { Sessions } from '#data/access/index.ts';
import type { Actor, CoreContext, Handlers } from '#data/kernel/index.ts';
import { storeError } from '#data/store/index.ts';

/** Stands for "nobody": public procedures run as this. */
const NOBODY: Actor = { id: 'nobody', name: 'nobody', role: 'cli', permissions: new Set() };

/** Calls that a window makes by itself and that therefore do not keep a session alive. */
const BACKGROUND: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['tasks.list', 'session.state']);

/** Permission and input are checked here, in the data process, whoever calls. */
export class Dispatcher {
  readonly #context: CoreContext;
  readonly #handlers: Handlers<Contract>;
  readonly #sessions: Sessions;

  constructor(context: CoreContext, handlers: Handlers<Contract>, sessions: Sessions) {
    this.#context = context;
    this.#handlers = handlers;
    this.#sessions = sessions;
  }

  /** For windows: everything untrusted, every failure an envelope. */
  async call(name: string, input: unknown, session: string | null): Promise<Reply<unknown>> {
    try {
      if (!isProcedureName(name)) throw new AppError('UNKNOWN_PROCEDURE', `There is no procedure ${name}.`, { name });
      const actor = this.#admit(name, contract[name].access, session);
      return { ok: true, value: await this.invoke(name, input, actor, session) };
    } catch (thrown) {
      const error = storeError(thrown, this.#context.store.path);
      const envelope = toEnvelope(error);
      if (envelope.code !== 'BUG') return { ok: false, error: envelope };
      const incident = this.#context.ids.next().slice(0, 8);
      this.#context.log('error', `${name} failed`, { incident, stack: error instanceof Error ? error.stack : String(error) });
      return { ok: false, error: { code: 'BUG', message: `Unexpected fault ${incident}.`, details: { incident } } };
    }
  }

  /** For code in this process that already knows who acts (command line, first start). */
  invoke<Name extends ProcedureName>(name: Name, input: unknown, actor: Actor, session: string | null = null): Promise<Output<Name>> {
    const parsed = contract[name].input.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError('BAD_INPUT', `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(), { path: issue?.path.join('.') ?? '' });
    }
    // The schema of this very name produced it: the one place where the compiler cannot follow.
    return this.#handlers[name](parsed.data as ParsedInput<Name>, { ...this.#context, actor, session });
  }

  #admit(name: ProcedureName, access: Access, session: string | null): Actor {
    const found = session === null ? null : this.#sessions.find(session, !BACKGROUND.has(name));
    if (access === 'public') return found === null || found === 'idle' ? NOBODY : found;
    if (found === null) throw new AppError('NOT_SIGNED_IN', 'Sign in first.', { reason: 'none' });
    if (found === 'idle') throw new AppError('NOT_SIGNED_IN', 'You were signed out after a while without work.', { reason: 'idle' });
    switch (access) {
      case 'signedIn': return found;
      default:
        if (found.permissions.has(access)) return found;
        throw new AppError('NOT_PERMITTED', `Your role may not do this (${access}).`, { permission: access });
    }
  }
}


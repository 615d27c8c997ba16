import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Permission } from '#shared/domain/access/index.ts';
import type { Output, SessionView, StoreState, TaskId } from '#shared/contract/index.ts';
import type { AppError } from '#shared/errors/index.ts';
import { call, setSessionToken, toAppError, useEvents } from '@/api/index.ts';

export type EndReason = 'idle' | 'signedOut' | 'disabled';

/** Who is signed in, what he may do, and what kind of store is open. */
export const useSession = defineStore('session', () => {
  const store = shallowRef<StoreState | null>(null);
  const session = shallowRef<SessionView | null>(null);
  /** Why the store could not be opened at the start. */
  const startError = shallowRef<AppError | null>(null);
  const ended = ref<EndReason | null>(null);
  /** The task that fills a new store with sample data; null once the user went on. */
  const sampleTask = ref<TaskId | null>(null);

  const account = computed(() => session.value?.account ?? null);
  const isSample = computed(() => store.value?.isSample ?? false);
  const may = (permission: Permission | null): boolean => permission === null || (session.value?.permissions.includes(permission) ?? false);

  async function loadState(): Promise<void> {
    try {
      store.value = await call('session.state', {});
      startError.value = null;
    } catch (thrown) {
      startError.value = toAppError(thrown);
    }
  }

  function enter(next: SessionView): void {
    setSessionToken(next.token);
    ended.value = null;
    session.value = next;
  }

  function leave(reason: EndReason): void {
    setSessionToken(null);
    if (session.value !== null) ended.value = reason;
    session.value = null;
  }

  async function setup(password: string, sample: boolean): Promise<Output<'session.setup'>> {
    const result = await call('session.setup', { password, sample });
    sampleTask.value = result.sampleTask;
    enter(result.session);
    await loadState();
    return result;
  }

  async function signIn(username: string, password: string): Promise<void> {
    enter(await call('session.signIn', { username, password }));
    await loadState();
  }

  async function signOut(): Promise<void> {
    try {
      await call('session.signOut', {});
    } finally {
      leave('signedOut');
    }
  }

  async function changePassword(current: string, next: string): Promise<void> {
    await call('session.changePassword', { current, next });
    if (session.value !== null) session.value = { ...session.value, mustChangePassword: false };
  }

  useEvents((event) => {
    if (event.type === 'sessionEnded' && session.value !== null) leave(event.reason);
    if (event.type === 'dataProcess' && event.state === 'ready') void loadState();
    // The store becomes a sample store while the window is open.
    if (event.type === 'changed' && event.topics.includes('session')) void loadState();
  });

  return { store, session, startError, ended, sampleTask, account, isSample, may, loadState, setup, signIn, signOut, changePassword };
});

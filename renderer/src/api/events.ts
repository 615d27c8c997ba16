import { onScopeDispose } from 'vue';
import type { CoreEvent } from '#shared/contract/index.ts';
import { shell } from './shell.ts';

type Listener = (event: CoreEvent) => void;

const listeners = new Set<Listener>();
let attached = false;

/** Hands an event to every listener; also used for what the client itself notices (a refused session). */
export function emit(event: CoreEvent): void {
  for (const listener of [...listeners]) listener(event);
}

/** Listens until the returned function is called. The bridge is asked for events once, however many listen. */
export function listen(listener: Listener): () => void {
  if (!attached) {
    attached = true;
    shell().onEvent(emit);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Listens as long as the surrounding component or store lives. */
export function useEvents(listener: Listener): void {
  onScopeDispose(listen(listener));
}

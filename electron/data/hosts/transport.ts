/** The one thing that differs between the hosts: how messages reach the parent. */
export interface ParentLink<In, Out> {
  send(message: Out): void;
  listen(handler: (message: In) => void): void;
  /** Lets the process end by itself. */
  end(): void;
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', handler: (event: { data: unknown }) => void): void;
}

/** Finds the parent: Electron's utilityProcess gives `process.parentPort`, a forked Node gives `process.send`. */
export function connectParent<In, Out>(): ParentLink<In, Out> {
  const port = (process as { parentPort?: UtilityPort }).parentPort;
  if (port !== undefined) {
    return {
      send: (message) => { port.postMessage(message); },
      // Both ends are built together from hosts/protocol.ts and only the parent can write here.
      listen: (handler) => { port.on('message', (event) => { handler(event.data as In); }); },
      end: () => { process.exit(0); },
    };
  }
  return {
    send: (message) => { process.send?.(message); },
    listen: (handler) => {
      process.on('message', (message) => { handler(message as In); });
      // The program ended without a word: nothing may go on writing.
      process.on('disconnect', () => { process.exit(0); });
    },
    end: () => { process.disconnect(); },
  };
}

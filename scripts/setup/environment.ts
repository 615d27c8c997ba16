import { hasDisplay, startDisplay } from './display.ts';
import { ensureElectron } from './electron.ts';
import { ensureLibraries } from './libraries.ts';
import { utf8Locale } from './locale.ts';
import type { ElectronRuntime } from './runtime.ts';
import { checkSandbox } from './sandbox.ts';
import { say } from './say.ts';

export interface Environment {
  readonly runtime: ElectronRuntime;
  /** False where windows open on a display nobody sees. */
  readonly visible: boolean;
}

/** How children learn of the runtime; documented in docs/decisions/0001-runtime.md. */
export function runtimeEnv(runtime: ElectronRuntime): Readonly<Record<string, string>> {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.executable,
    FENGQIAO_ELECTRON: runtime.executable,
    FENGQIAO_NODE: process.execPath,
    FENGQIAO_RUNTIME: runtime.kind,
  };
}

/**
 * Everything a task with a window needs: Electron, its system libraries, a display (Xvfb where
 * there is none). What children need to know is put into this process's environment; the display
 * is stopped after `work`.
 */
export async function withElectron(work: (environment: Environment) => Promise<number>): Promise<number> {
  const visible = hasDisplay();
  const runtime = await ensureElectron();
  await ensureLibraries(runtime.executable, !visible);
  checkSandbox(runtime.dist);
  Object.assign(process.env, runtimeEnv(runtime), utf8Locale());
  if (visible) return work({ runtime, visible });
  const display = await startDisplay();
  say(`There is no display: the window opens on Xvfb ${display.name}.`);
  process.env['DISPLAY'] = display.name;
  try {
    return await work({ runtime, visible });
  } finally {
    display.stop();
  }
}

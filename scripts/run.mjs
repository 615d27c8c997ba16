/**
 * The one entry behind every npm script: `node scripts/run.mjs TASK [arguments]`.
 *
 * It runs on whatever Node the machine has and with nothing installed, so it uses only Node's own
 * modules. It brings the dependencies up to date, then hands over to scripts/main.ts on the
 * project's own Node 24.
 */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './setup/dependencies.mjs';
import { findNode } from './setup/node.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...args] = process.argv.slice(2);

/** What runs a task: the command line goes straight to its sources, everything else through main.ts. */
function entryOf(name) {
  return name === 'cli' ? join(ROOT, 'electron', 'data', 'cli', 'index.ts') : join(ROOT, 'scripts', 'main.ts');
}

/** What npm knows of the office's network becomes known to Node's own requests, too. */
function networkEnv(env) {
  const proxy = env['npm_config_https_proxy'] || env['npm_config_proxy'];
  const known = env['HTTPS_PROXY'] || env['https_proxy'];
  return {
    NODE_USE_ENV_PROXY: '1',
    NODE_USE_SYSTEM_CA: '1', // as npm does: an office's own certificates count
    ...(proxy && !known ? { HTTPS_PROXY: proxy } : {}),
    ...(env['npm_config_noproxy'] && !env['NO_PROXY'] && !env['no_proxy'] ? { NO_PROXY: env['npm_config_noproxy'] } : {}),
  };
}

async function main() {
  if (task === undefined) {
    process.stderr.write('Usage: node scripts/run.mjs start|test|dev|build|package|bench|kills|cli [arguments]\n');
    return 2;
  }
  await ensureDependencies(ROOT);
  const node = findNode(ROOT);
  const env = {
    ...process.env,
    ...(task === 'cli' ? {} : networkEnv(process.env)),
    FENGQIAO_NODE: node,
    PATH: [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
  };
  // The command line reads paths relative to where it was called; npm changes the folder, and says so.
  const cwd = task === 'cli' ? (process.env['INIT_CWD'] ?? process.cwd()) : ROOT;
  const child = spawn(node, [entryOf(task), ...(task === 'cli' ? args : [task, ...args])], { stdio: 'inherit', cwd, env });
  // Ctrl-C reaches the child by itself (same terminal); a plain kill reaches only us and is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

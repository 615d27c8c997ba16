/**
 * Dependencies as package-lock.json states them. Runs on any Node >= 20 with nothing installed.
 * Messages go to stderr: the command line's stdout belongs to its answer.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isNewEnough, packagedNode } from './node.mjs';

const STAMP = '.fengqiao-stamp';
const LOCK_WAIT_MS = 500;
const LOCK_BIRTH_MS = 10_000;

const say = (text) => process.stderr.write(`${text}\n`);

/** What the installed tree must have come from: the lock and the kind of machine. */
export function lockFingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
}

/**
 * Whether somebody's own `npm ci` has put exactly the locked packages there: npm leaves what it
 * installed in node_modules/.package-lock.json. Packages for other platforms may be missing.
 */
export function matchesLock(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.devOptional || wanted.peer) return true;
    return installed.packages?.[path]?.version === wanted.version;
  });
}

/** 'fresh', or why the dependencies must be installed. */
export function dependencyState(root) {
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return 'nothing is installed yet';
  const stamp = join(modules, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFingerprint(root)) return 'fresh';
  // No stamp, or another lock than then: somebody may have installed it by hand.
  try {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const installed = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
    if (!matchesLock(lock, installed)) return 'node_modules differs from package-lock.json';
  } catch {
    return 'node_modules is incomplete';
  }
  return 'fresh';
}

/** Runs npm: the one that called us where npm did, else the one on the PATH. */
function npm(root, args) {
  const own = process.env['npm_execpath'];
  const viaNode = own !== undefined && /\.c?js$/u.test(own);
  const windows = process.platform === 'win32';
  const child = viaNode
    ? spawn(process.execPath, [own, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawn(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started (${error.message}); is it installed?`)));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} failed (exit ${code}); its message stands above.`)),
    );
  });
}

/** Of all packages with an install script only `node` needs it: it fetches the executable for this machine. */
async function ensureNode(root) {
  if (existsSync(packagedNode(root))) return;
  say('Node 24 for the tools is fetched from the package registry (about 45 MB).');
  try {
    await npm(root, ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error']);
  } catch (error) {
    if (!isNewEnough()) throw error;
    say(`The registry has none for this machine; its own Node ${process.versions.node} is used.`);
  }
}

async function install(root, reason) {
  const started = Date.now();
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  say(`Installing ${Object.keys(lock.packages).length - 1} locked packages (${reason}). The first time takes a minute or two.`);
  // Without install scripts: the native modules carry prebuilt binaries, and old npm would try to compile them.
  const beat = process.stderr.isTTY ? undefined : setInterval(() => say(`  ... ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
  try {
    await npm(root, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--progress=true']);
    await ensureNode(root);
  } finally {
    clearInterval(beat);
  }
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Holds the file `lock` while `work` runs, so that two commands at once do not install into one tree. */
async function exclusively(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  let waited = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives(lock)) rmSync(lock, { force: true });
    else if (!waited) {
      waited = true;
      say('Another command is installing the packages; waiting for it.');
    }
    await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderLives(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs < LOCK_BIRTH_MS; // being written just now
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // alive, but somebody else's
  }
}

/** Brings node_modules to what package-lock.json says; silent and quick where it is so already. */
export async function ensureDependencies(root) {
  const stamp = join(root, 'node_modules', STAMP);
  const stamped = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFingerprint(root);
  const hasNode = () => existsSync(packagedNode(root)) || (stamped() && isNewEnough());
  if (dependencyState(root) !== 'fresh' || !hasNode()) {
    await exclusively(join(root, '.cache', 'setup.lock'), async () => {
      const state = dependencyState(root);
      if (state === 'fresh') await ensureNode(root);
      else await install(root, state);
    });
  }
  if (!stamped()) writeFileSync(stamp, lockFingerprint(root));
}

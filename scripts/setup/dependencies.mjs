/**
 * Dependencies as package-lock.json states them. Runs on any Node >= 20 with nothing installed.
 * Messages go to stderr: the command line's stdout belongs to its answer.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
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

/**
 * npm puts node_modules/.bin first on the PATH, so from the second time on we run on the very Node that
 * an installation deletes. It is moved out of the way first (a running program can be renamed on every
 * system, but not deleted on Windows) and goes on serving this installation. Returns its new path.
 */
export function rescueNode(root, execPath = process.execPath) {
  if (!existsSync(join(root, 'node_modules'))) return execPath;
  const inside = relative(realpathSync(join(root, 'node_modules')), realpathSync(execPath));
  if (inside.startsWith('..') || isAbsolute(inside)) return execPath;
  const shelter = join(root, '.cache', `node-${process.pid}`);
  mkdirSync(shelter, { recursive: true });
  const own = packagedNode(root);
  // The executable has a second name: the package for this machine, of which it is a hard link.
  const nested = join(root, 'node_modules', 'node', 'node_modules');
  const names = existsSync(nested) ? readdirSync(nested).map((name) => join(nested, name, 'bin', basename(own))) : [];
  for (const [index, path] of [own, ...names].entries()) {
    if (existsSync(path)) renameSync(path, join(shelter, index === 0 ? basename(own) : `${index}-${basename(own)}`));
  }
  return join(shelter, basename(own));
}

/** Removes what {@link rescueNode} left behind in earlier runs; what still runs is left for the next time. */
function clearShelters(root) {
  const cache = join(root, '.cache');
  for (const name of readdirSync(cache).filter((entry) => /^node-\d+$/u.test(entry))) {
    try {
      rmSync(join(cache, name), { recursive: true, force: true });
    } catch {
      // Windows: it is running this very moment.
    }
  }
}

/**
 * Runs npm: the one that called us where npm did, on the Node it was started with (npm finds its
 * machine-wide settings by that), else the one on the PATH.
 */
function npm(root, args, rescued) {
  const own = process.env['npm_execpath'];
  const starter = process.env['npm_node_execpath'];
  const node = starter !== undefined && existsSync(starter) ? starter : rescued;
  const viaNode = own !== undefined && /\.c?js$/u.test(own);
  const windows = process.platform === 'win32';
  const child = viaNode
    ? spawn(node, [own, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawn(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started (${error.message}); is it installed?`)));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} failed (exit ${code}); its message stands above.`)),
    );
  });
}

/** Of all packages with an install script only `node` needs it: it fetches the executable for this machine. */
async function ensureNode(root, node) {
  if (existsSync(packagedNode(root))) return;
  say('Node 24 for the tools is fetched from the package registry (about 45 MB).');
  try {
    await npm(root, ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error'], node);
  } catch (error) {
    if (!isNewEnough() || node !== process.execPath) throw error;
    say(`The registry has none for this machine; its own Node ${process.versions.node} is used.`);
  }
}

async function install(root, reason) {
  const started = Date.now();
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  say(`Installing ${Object.keys(lock.packages).length - 1} locked packages (${reason}). The first time takes a minute or two.`);
  // Without install scripts: the native modules carry prebuilt binaries, and old npm would try to compile them.
  const node = rescueNode(root);
  const beat = process.stderr.isTTY ? undefined : setInterval(() => say(`  ... ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
  try {
    await npm(root, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--progress=true'], node);
    await ensureNode(root, node);
  } finally {
    clearInterval(beat);
    clearShelters(root);
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
      if (state === 'fresh') await ensureNode(root, process.execPath);
      else await install(root, state);
    });
  }
  if (!stamped()) writeFileSync(stamp, lockFingerprint(root));
}

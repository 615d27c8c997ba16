import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that runs the sources directly and loads the database driver. */
const OLDEST = 24;

/** Where the `node` package of package.json keeps its executable. */
export function packagedNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Whether the Node that runs this is itself new enough for the project. */
export function isNewEnough(version = process.versions.node) {
  return Number.parseInt(version, 10) >= OLDEST;
}

/**
 * Path of the Node that runs the project's tools: the one from node_modules, so that every machine
 * uses the same; the machine's own where the registry has none for it, if it is new enough.
 */
export function findNode(root) {
  const packaged = packagedNode(root);
  if (existsSync(packaged)) return packaged;
  if (isNewEnough()) return process.execPath;
  throw new Error(
    `There is no Node ${OLDEST} for ${process.platform}-${process.arch} in node_modules; install Node ${OLDEST} or newer and repeat.`,
  );
}

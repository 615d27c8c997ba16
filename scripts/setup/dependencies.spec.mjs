import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dependencyState, lockFingerprint, matchesLock, rescueNode } from './dependencies.mjs';
import { findNode, isNewEnough, packagedNode } from './node.mjs';

let root;

const LOCK = {
  packages: {
    '': { name: 'x' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a-win32': { version: '1.0.0', optional: true },
  },
};

function write(path, value) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), typeof value === 'string' ? value : JSON.stringify(value));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fengqiao-dependencies-'));
  write('package-lock.json', LOCK);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('dependencyState', () => {
  it('asks for an installation where nothing is installed', () => {
    expect(dependencyState(root)).toBe('nothing is installed yet');
  });

  it('takes what somebody installed by hand, if it is what the lock says', () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
    expect(dependencyState(root)).toBe('fresh');
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.1' } } });
    expect(dependencyState(root)).toBe('node_modules differs from package-lock.json');
  });

  it('sees an installation that was broken off', () => {
    write('node_modules/a/package.json', {});
    expect(dependencyState(root)).toBe('node_modules is incomplete');
  });

  it('trusts its stamp until the lock changes; then what counts is what is there', () => {
    write('node_modules/.fengqiao-stamp', lockFingerprint(root));
    expect(dependencyState(root)).toBe('fresh');
    write('package-lock.json', { packages: { 'node_modules/a': { version: '2.0.0' } } });
    write('node_modules/.package-lock.json', LOCK);
    expect(dependencyState(root)).toBe('node_modules differs from package-lock.json');
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '2.0.0' } } });
    expect(dependencyState(root)).toBe('fresh');
  });
});

describe('matchesLock', () => {
  it('forgives only packages for other machines', () => {
    expect(matchesLock(LOCK, { packages: {} })).toBe(false);
    expect(matchesLock(LOCK, {})).toBe(false);
    expect(matchesLock(LOCK, { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } })).toBe(true);
  });
});

describe('rescueNode', () => {
  it('moves the Node that an installation would delete out of its way, under both its names', () => {
    const nested = `node_modules/node/node_modules/node-here/bin/${basename(packagedNode('.'))}`;
    write(packagedNode('.'), 'node');
    write(nested, 'node');
    const moved = rescueNode(root, packagedNode(root));
    expect(readFileSync(moved, 'utf8')).toBe('node');
    expect(existsSync(packagedNode(root))).toBe(false);
    expect(existsSync(join(root, nested))).toBe(false);
  });

  it('has nothing to do before the first installation', () => {
    expect(rescueNode(root)).toBe(process.execPath);
  });

  it("leaves the machine's own Node where it is", () => {
    write(packagedNode('.'), 'node');
    write('elsewhere/node', 'node');
    expect(rescueNode(root, join(root, 'elsewhere', 'node'))).toBe(join(root, 'elsewhere', 'node'));
    expect(existsSync(packagedNode(root))).toBe(true);
  });
});

describe('findNode', () => {
  it('prefers the one of the project', () => {
    write(packagedNode('.'), '');
    expect(findNode(root)).toBe(packagedNode(root));
  });

  it("falls back to the machine's own, which runs this test and is new enough", () => {
    expect(findNode(root)).toBe(process.execPath);
  });

  it('knows which are new enough', () => {
    expect([isNewEnough('20.20.2'), isNewEnough('22.12.0'), isNewEnough('24.0.0'), isNewEnough('26.1.0')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasDisplay } from './display.ts';
import { ensureElectron } from './electron.ts';
import { fingerprint } from './fingerprint.ts';
import { inShort, isDebianLike, missingFromLdd } from './libraries.ts';
import { utf8Locale } from './locale.ts';
import { sourceFingerprint } from './official.ts';
import { cacheFolder } from './paths.ts';
import { executableName, needsFork, RUNTIME_STAMP, runtimeAt } from './runtime.ts';
import { sandboxFlags } from './sandbox.ts';
import { duration, megabytes } from './say.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fengqiao-setup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('where things are kept', () => {
  it("follows each system's custom", () => {
    expect(cacheFolder({ HOME: '/home/a' }, 'linux')).toBe(join('/home/a', '.cache', 'fengqiao'));
    expect(cacheFolder({ HOME: '/home/a', XDG_CACHE_HOME: '/big' }, 'linux')).toBe(join('/big', 'fengqiao'));
    expect(cacheFolder({ LOCALAPPDATA: 'L' }, 'win32')).toBe(join('L', 'fengqiao', 'cache'));
  });
});

describe('the runtime in a folder', () => {
  function electron(version: string): void {
    mkdirSync(join(folder, executableName(), '..'), { recursive: true });
    writeFileSync(join(folder, executableName()), '');
    writeFileSync(join(folder, 'version'), version);
  }

  it('is official unless our stamp says otherwise', () => {
    expect(runtimeAt(folder)).toBeUndefined();
    electron('v45.4.1\n');
    expect(runtimeAt(folder)).toMatchObject({ kind: 'official', version: '45.4.1', dist: folder });
    writeFileSync(join(folder, RUNTIME_STAMP), '{}');
    expect(runtimeAt(folder)).toMatchObject({ kind: 'registry' });
  });

  it('decides how the data process is started', () => {
    expect(needsFork('33.2.1')).toBe(true);
    expect(needsFork('35.9.9')).toBe(true);
    expect(needsFork('36.0.0')).toBe(false);
    expect(needsFork('45.4.1')).toBe(false);
  });

  it('is taken from where the caller says, or refused', async () => {
    electron('45.4.1');
    expect(await ensureElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toMatchObject({ dist: folder, version: '45.4.1' });
    await expect(ensureElectron({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no') })).rejects.toThrow('no complete Electron');
  });
});

describe('the remembered failure', () => {
  it('is forgotten as soon as a mirror or a proxy is set', () => {
    const plain = sourceFingerprint({ PATH: '/bin' });
    expect(sourceFingerprint({ PATH: '/usr/bin' })).toBe(plain);
    for (const name of ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'HTTPS_PROXY', 'https_proxy']) {
      expect(sourceFingerprint({ [name]: 'https://mirror.example/' })).not.toBe(plain);
    }
  });
});

describe('system libraries', () => {
  it('are read from ldd', () => {
    const output = '\tlinux-vdso.so.1 (0x0)\n\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibgbm.so.1 => not found\n';
    expect(missingFromLdd(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
    expect(missingFromLdd('\tlibc.so.6 => /lib/libc.so.6 (0x0)\n')).toEqual([]);
  });

  it('are named in short', () => {
    expect(inShort(['a', 'b'])).toBe('a, b');
    expect(inShort(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
  });

  it('are installed only on Debian and its children', () => {
    expect(isDebianLike('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n')).toBe(true);
    expect(isDebianLike('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe(true);
    expect(isDebianLike('ID="fedora"\nVARIANT_ID=debian-like\n')).toBe(false);
  });
});

describe('display and sandbox', () => {
  it('only Linux can be without a display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });

  it.runIf(process.platform === 'linux')('the sandbox is off for root and nobody else', () => {
    expect(sandboxFlags(0)).toEqual(['--no-sandbox']);
    expect(sandboxFlags(1000)).toEqual([]);
  });
});

describe('the locale', () => {
  it('is made UTF-8 where it is not, so that Chinese file names arrive', () => {
    for (const env of [{}, { LANG: '' }, { LANG: 'C' }, { LANG: 'zh_CN.UTF-8', LC_ALL: 'POSIX' }, { LANG: 'zh_CN.GB18030' }]) {
      expect(utf8Locale(env, 'linux')).toEqual({ LC_ALL: 'C.UTF-8' });
    }
  });

  it('is left alone where it is', () => {
    for (const env of [{ LANG: 'zh_CN.UTF-8' }, { LANG: 'C.utf8' }, { LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }])
      expect(utf8Locale(env, 'linux')).toEqual({});
    expect(utf8Locale({}, 'win32')).toEqual({});
  });
});

describe('fingerprint', () => {
  it('sees contents and names, but neither specs nor hidden files', () => {
    mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'src', 'deep', 'a.ts'), '1');
    const before = fingerprint(folder, ['src', 'none.json']);
    writeFileSync(join(folder, 'src', 'a.spec.ts'), '1');
    writeFileSync(join(folder, 'src', '.hidden'), '1');
    expect(fingerprint(folder, ['src', 'none.json'])).toBe(before);
    writeFileSync(join(folder, 'src', 'deep', 'a.ts'), '2');
    const changed = fingerprint(folder, ['src', 'none.json']);
    expect(changed).not.toBe(before);
    rmSync(join(folder, 'src', 'deep', 'a.ts'));
    writeFileSync(join(folder, 'src', 'deep', 'b.ts'), '2');
    expect(fingerprint(folder, ['src', 'none.json'])).not.toBe(changed);
  });
});

describe('figures for people', () => {
  it('are short', () => {
    expect(megabytes(196_264_810)).toBe('196 MB');
    expect(megabytes(1_250_000)).toBe('1.3 MB');
    expect(duration(4_230)).toBe('4.2 s');
    expect(duration(185_400)).toBe('3 min 05 s');
  });
});

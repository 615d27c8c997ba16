import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { AppError } from '#shared/errors/index.ts';
import type { Store } from './open.ts';

/** Protects personal cells: encrypted at rest, joined through a keyed hash. */
export interface Secrets {
  /** Text that only a holder of the key file can read back; a fresh nonce each time. */
  protect(plain: string): string;
  /** @throws AppError STORE_KEY_MISSING when the text was protected with another key */
  reveal(text: string): string;
  /** Keyed hash for joining: equal inputs give equal hashes, useless without the key. */
  token(plain: string): string;
}

/** The key file stands beside the store, so that a copied database alone tells nothing about persons. */
export function keyPath(storePath: string): string {
  return `${storePath}.key`;
}

/**
 * Reads the key file of a store, or makes one for a store that never had any.
 *
 * @throws AppError STORE_KEY_MISSING when the file is gone or belongs to another store
 */
export function openSecrets(store: Store): Secrets {
  const path = keyPath(store.path);
  const known = store.raw.prepare("SELECT value FROM meta WHERE key = 'personal_key_fingerprint'").pluck().get() as string | undefined;
  if (known === undefined) {
    const fresh = existsSync(path) ? readKey(path) : makeKey(path);
    store.raw.prepare("INSERT INTO meta (key, value) VALUES ('personal_key_fingerprint', ?)").run(fingerprint(fresh));
    return createSecrets(fresh);
  }
  if (!existsSync(path)) throw new AppError('STORE_KEY_MISSING', `The key file ${path} is missing; put it back beside the store.`, { path });
  const key = readKey(path);
  if (fingerprint(key) !== known) throw new AppError('STORE_KEY_MISSING', `The key file ${path} belongs to another store.`, { path });
  return createSecrets(key);
}

export function createSecrets(master: Buffer): Secrets {
  // As key objects: handing over the bytes for every cell takes three times as long as encrypting it.
  const encryption = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'fengqiao personal encryption', 32)));
  const joining = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'fengqiao personal joining', 32)));
  return {
    protect(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', encryption, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `p1:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`;
    },
    reveal(text) {
      try {
        const bytes = Buffer.from(text.slice(3), 'base64');
        const decipher = createDecipheriv('aes-256-gcm', encryption, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError('STORE_KEY_MISSING', 'A protected cell cannot be read with this key file.', {}, { cause });
      }
    },
    token: (plain) => createHmac('sha256', joining).update(plain, 'utf8').digest('base64url').slice(0, 24),
  };
}

function makeKey(path: string): Buffer {
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function readKey(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new AppError('STORE_KEY_MISSING', `${path} is not a key file.`, { path });
  return key;
}

function fingerprint(key: Buffer): string {
  return createHash('sha256').update('fengqiao key fingerprint').update(key).digest('hex').slice(0, 16);
}

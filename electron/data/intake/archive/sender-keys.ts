import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { SenderKeyView } from '#shared/contract/intake.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { KeptKey } from './verify.ts';

/**
 * An Ed25519 public key out of a PEM text, and the SHA-256 (hex) of its SPKI form, by which it is named.
 *
 * @throws AppError KEY_INVALID, also for a private key: that one must not leave its owner
 */
export function readPublicKey(pem: string): { readonly key: KeyObject; readonly id: string; readonly pem: string } {
  try {
    if (pem.includes('PRIVATE')) throw new TypeError('a private key');
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`a key of kind ${String(key.asymmetricKeyType)}`);
    return { key, id: createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex'), pem: key.export({ type: 'spki', format: 'pem' }).toString() };
  } catch (error) {
    throw new AppError('KEY_INVALID', 'This is no Ed25519 public key in PEM (BEGIN PUBLIC KEY).', {}, { cause: error });
  }
}

/** Every key there ever was, those in force first, then by system and time. */
export async function senderKeys(db: ReadDb): Promise<SenderKeyView[]> {
  const rows = await db
    .selectFrom('sender_key')
    .leftJoin('account as adder', 'adder.id', 'sender_key.added_by')
    .leftJoin('account as withdrawer', 'withdrawer.id', 'sender_key.withdrawn_by')
    .selectAll('sender_key')
    .select(['adder.display_name as adder_name', 'withdrawer.display_name as withdrawer_name'])
    .orderBy((e) => e('sender_key.withdrawn_at', 'is not', null))
    .orderBy('sender_key.system')
    .orderBy('sender_key.added_at')
    .execute();
  return rows.map((row) => ({
    id: row.id, system: row.system, name: row.name, addedAt: row.added_at, addedBy: row.adder_name ?? row.added_by,
    withdrawnAt: row.withdrawn_at, withdrawnBy: row.withdrawer_name ?? row.withdrawn_by,
  }));
}

/** The keys of a system that are in force. */
export async function keysOf(db: ReadDb, system: string): Promise<KeptKey[]> {
  const rows = await db.selectFrom('sender_key').select(['name', 'pem']).where('system', '=', system).where('withdrawn_at', 'is', null).execute();
  return rows.map(({ name, pem }) => ({ name, key: readPublicKey(pem).key }));
}

/**
 * Keeps a key: from now on packages of its system have to be signed.
 *
 * @throws AppError KEY_INVALID, NOT_FOUND for an unknown system, NAME_TAKEN when the key is or was kept already
 */
export async function addSenderKey({ store, catalogue, clock, actor }: CallContext, wish: { readonly system: string; readonly name: string; readonly pem: string }): Promise<{ id: string }> {
  if (!catalogue.systems.some(({ id }) => id === wish.system)) throw new AppError('NOT_FOUND', `There is no system ${wish.system}.`, { system: wish.system });
  const { id, pem } = readPublicKey(wish.pem);
  const at = clock.now();
  await store.write(async (tx) => {
    const known = await tx.selectFrom('sender_key').select('name').where('id', '=', id).executeTakeFirst();
    if (known !== undefined) throw new AppError('KEY_KNOWN', `This key is kept already, as “${known.name}”; a withdrawn key does not come back.`, { name: known.name });
    await tx.insertInto('sender_key').values({ id, system: wish.system, name: wish.name, pem, added_at: at.toISOString(), added_by: actor.id, withdrawn_at: null, withdrawn_by: null }).execute();
    await appendAudit(tx, { at, actor: actor.id, action: 'senderKey.added', subject: `senderKey:${id}`, details: { system: wish.system, name: wish.name } });
  });
  return { id };
}

/** @throws AppError NOT_FOUND for a key that is not in force */
export async function withdrawSenderKey({ store, clock, actor }: CallContext, id: string): Promise<void> {
  const at = clock.now();
  await store.write(async (tx) => {
    const key = await tx.selectFrom('sender_key').select(['system', 'name']).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
    if (key === undefined) throw new AppError('NOT_FOUND', 'This key is not in force.', { id });
    await tx.updateTable('sender_key').set({ withdrawn_at: at.toISOString(), withdrawn_by: actor.id }).where('id', '=', id).execute();
    await appendAudit(tx, { at, actor: actor.id, action: 'senderKey.withdrawn', subject: `senderKey:${id}`, details: { system: key.system, name: key.name } });
  });
}

export { APPLICATION_ID, openConnection, openStore, type OpenOptions, type Store } from './open.ts';
export { insideTransaction, type ReadDb, type Write, type WriteTx } from './write.ts';
export { check, migrate } from './migrate.ts';
export { newestSchema } from './migrations/index.ts';
export { createSecrets, keyPath, openSecrets, type Secrets } from './secrets.ts';
export { backupStore, restoreStore } from './backup.ts';
export { storeError } from './errors.ts';
export type { StoreSchema } from './schema.ts';

export { accessHandlers } from './handlers.ts';
export { addAccount, createAccount, prepareAccount, type NewAccount } from './accounts.ts';
export { countAccounts } from './account-repository.ts';
export { Sessions, IDLE_SECONDS } from './sessions.ts';
export { openSession } from './sign-in.ts';

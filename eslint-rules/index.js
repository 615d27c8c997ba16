import { noForgottenPromise } from './no-forgotten-promise.js';
import { noCjkLiterals } from './no-cjk-literals.js';

/** The project's own lint rules; each has a spec beside it. */
export const fengqiao = {
  meta: { name: 'fengqiao' },
  rules: { 'no-cjk-literals': noCjkLiterals, 'no-forgotten-promise': noForgottenPromise },
};

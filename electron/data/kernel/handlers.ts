import type { ContractShape, OutputOf, ParsedInputOf } from '#shared/contract/procedure.ts';
import type { CallContext } from './context.ts';

/** One handler per procedure of (a part of) the contract; a missing one does not compile. */
export type Handlers<Part extends ContractShape> = {
  readonly [Name in keyof Part]: (input: ParsedInputOf<Part[Name]>, context: CallContext) => Promise<OutputOf<Part[Name]>>;
};

import type { z } from 'zod';
import type { Permission } from '#shared/domain/access/index.ts';

/** Who may call: everybody at the first start, everybody signed in, or holders of a permission. */
export type Access = 'public' | 'signedIn' | Permission;

/** One procedure of the contract: input schema, output type (carried by inference only) and the access it needs. */
export interface Procedure<Input extends z.ZodType, Output> {
  readonly input: Input;
  readonly access: Access;
  /** Never holds a value; carries the output type. */
  readonly output: Output | undefined;
}

export type AnyProcedure = Procedure<z.ZodType, unknown>;
export type ContractShape = Readonly<Record<string, AnyProcedure>>;

export type InputOf<P extends AnyProcedure> = z.input<P['input']>;
export type ParsedInputOf<P extends AnyProcedure> = z.output<P['input']>;
export type OutputOf<P extends AnyProcedure> = Exclude<P['output'], undefined>;

/** `procedure<Output>()({ input, access })`: the output is a type, the rest are values. */
export function procedure<Output>(): <Input extends z.ZodType>(definition: { input: Input; access: Access }) => Procedure<Input, Output> {
  return (definition) => ({ ...definition, output: undefined });
}

/** Outputs of procedures that return nothing. */
export interface Done {
  readonly done: true;
}

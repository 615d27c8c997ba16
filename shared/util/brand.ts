/** A primitive that carries the name of what it identifies, so that ids of different things cannot be mixed up. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Exhaustiveness guard: a union member without a case does not compile. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}

import { parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

/** Options of one command, each used at most once; positionals stay in order. */
export interface Options {
  /** @throws UsageError when the option was not given */
  required(name: string): string;
  optional(name: string): string | undefined;
  flag(name: string): boolean;
  readonly positionals: readonly string[];
}

/** @throws UsageError on an unknown option or a missing value */
export function readOptions(args: readonly string[], known: { readonly values?: readonly string[]; readonly flags?: readonly string[] }): Options {
  const values = known.values ?? [];
  const flags = known.flags ?? [];
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const name of values) options[name] = { type: 'string' };
  for (const name of flags) options[name] = { type: 'boolean' };
  const parsed = parse(args, options);
  const text = (name: string): string | undefined => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    required(name) {
      const value = text(name);
      if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
      return value;
    },
    optional: text,
    flag: (name) => parsed.values[name] === true,
    positionals: parsed.positionals,
  };
}

function parse(args: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>): { values: Readonly<Record<string, unknown>>; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError when the text is not a whole number from min to max */
export function wholeNumber(text: string, name: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) throw new UsageError(`${name} takes a whole number from ${String(min)} to ${String(max)}.`);
  return value;
}

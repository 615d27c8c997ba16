import { z } from 'zod';
import { ahpInputSchema, evaluateAhp } from '#shared/domain/ahp/index.ts';
import { evaluateScorecard, evaluateWc, evaluateWpq, scorecardInputSchema, wcInputSchema, wpqInputSchema, type Method } from '#shared/domain/grading/index.ts';
import { AppError, toEnvelope } from '#shared/errors/index.ts';
import { assertNever } from '#shared/util/brand.ts';

export interface ScoreOutcome {
  /** One line of JSON, without a line break at its end. */
  readonly output: string;
  readonly exitCode: 0 | 1;
}

/** Names under which a method may be asked for without its version. */
const SHORT_NAMES: Readonly<Record<string, string>> = { ahp: 'ahp@1' };

/**
 * The whole of `score`: one JSON object in, one out; a pure calculation without a store.
 *
 * @param text the input file's text; a byte order mark is taken off
 * @param loadMethod the method of an exact reference such as "wpq@1", or null
 * @returns the result, or `{"error": {"code", "message", "factor"?, "path"?}}` with exit code 1; never throws
 */
export function runScore(text: string, loadMethod: (ref: string) => Method | null): ScoreOutcome {
  try {
    return { output: JSON.stringify(score(parseJson(text), loadMethod)), exitCode: 0 };
  } catch (error) {
    const { code, message, details } = toEnvelope(error);
    const { factor, path } = details;
    return { output: JSON.stringify({ error: { code, message, factor, path } }), exitCode: 1 };
  }
}

function score(input: unknown, loadMethod: (ref: string) => Method | null): object {
  const { method: ref, ...rest } = parse(z.looseObject({ method: z.string() }), input);
  const name = Object.hasOwn(SHORT_NAMES, ref) ? SHORT_NAMES[ref] : ref;
  const method = name === undefined ? null : loadMethod(name);
  if (method === null) throw new AppError('METHOD_UNKNOWN', `There is no method "${ref.slice(0, 40)}".`, { method: ref });
  return { method: ref, ...evaluate(method, rest) };
}

function evaluate(method: Method, input: object): object {
  switch (method.kind) {
    case 'wpq':
      return evaluateWpq(method, parse(wpqInputSchema, input));
    case 'scorecard':
      return evaluateScorecard(method, parse(scorecardInputSchema, input));
    case 'wc':
      return evaluateWc(method, parse(wcInputSchema, input));
    case 'ahp':
      return evaluateAhp(method, parse(ahpInputSchema, input));
    default:
      return assertNever(method, 'method');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('BAD_INPUT', `The input is not JSON: ${reason}`, {}, { cause });
  }
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const hint = typeof issue?.input === 'number' ? ' Numbers travel as text, such as "0.7".' : '';
  const factor = factorAt(input, issue?.path ?? []);
  throw new AppError('BAD_INPUT', `${path === '' ? 'The input' : path}: ${issue?.message ?? 'does not fit'}.${hint}`, { path, ...(factor === null ? {} : { factor }) });
}

/** The id of the factor, or the item, that a path leads into. */
function factorAt(input: unknown, [list, key]: readonly PropertyKey[]): string | null {
  if (list === 'factors' && typeof key === 'number') {
    const shape = z.object({ factors: z.array(z.unknown()) }).safeParse(input);
    const factor = z.object({ id: z.string() }).safeParse(shape.data?.factors[key]);
    return factor.data?.id ?? null;
  }
  return (list === 'initial' || list === 'residual') && typeof key === 'string' ? key : null;
}

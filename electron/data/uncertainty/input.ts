import { createHash } from 'node:crypto';
import { z } from 'zod';
import { draftOf } from '#shared/domain/assessment/index.ts';
import { methodRef, type DraftInput } from '#shared/domain/grading/index.ts';
import type { MeasureLink } from '#shared/domain/uncertainty/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { Case } from '#data/assessment/index.ts';

/** All of a case that a run depends on, beside its settings; with the kept text of the method it can be run again for ever. */
export interface RunInput {
  readonly method: string;
  readonly methodHash: string;
  readonly draft: DraftInput;
  readonly measures: readonly MeasureLink[];
}

export function inputOf({ method, factors, measures, head }: Case): RunInput {
  const { factors: drafted, initial, residual } = draftOf({ factors, context: head.context });
  return { method: methodRef(method.value), methodHash: method.hash, draft: { factors: drafted, initial, residual }, measures: measures.map(({ id, factorIds }) => ({ id, factorIds })) };
}

/** Canonical text of a value without undefined members, and its SHA-256. */
export function textOf(value: object): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(z.json().parse(JSON.parse(JSON.stringify(value))));
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

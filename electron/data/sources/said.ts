import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { settle, type Claim, type Word, type Words } from '#shared/domain/sources/index.ts';
import { claimsOf } from '#data/intake/index.ts';
import type { Store } from '#data/store/index.ts';

/** What the sources say of one key: their last words, and all that they said. */
export interface SaidOfKey {
  readonly words: Words;
  readonly claims: readonly Claim[];
  readonly holding: readonly string[];
  readonly opposing: readonly string[];
}

export function saidOf(store: Store, category: CategoryDescriptor, ids: readonly number[]): ReadonlyMap<number, SaidOfKey> {
  return new Map([...claimsOf(store, category, ids)].map(([id, claims]) => {
    const { words } = settle(claims);
    const of = (holds: boolean): string[] => [...words.bySender].flatMap(([sender, { content }]) => ((content === words.standing) === holds ? [sender] : []));
    return [id, { words, claims, holding: of(true), opposing: of(false) }];
  }));
}

/** Where a source said its last word last; a decision in its favour only where its own batch was taken back. */
export function lastClaim({ claims }: SaidOfKey, sender: string, { content }: Word): Claim | undefined {
  const said = claims.filter((claim) => claim.sender === sender && claim.content === content);
  return said.findLast((claim) => claim.judgement.by !== 'decision') ?? said.at(-1);
}

import { Words, type Statement, type Verdict } from './words.ts';

/** A statement with its place: the row of the store that holds its content, which is its own where its batch brought it. */
export interface Claim extends Statement {
  readonly row: number;
  readonly own: boolean;
  readonly batch: number;
  readonly rowNo: number;
}

/** A version of the record as it is to stand in the store. */
export interface SettledVersion {
  /** Row that holds it; where `copy` is true, a row of the same content of which a copy is to be made. */
  readonly row: number;
  readonly copy: boolean;
  readonly batch: number;
  readonly rowNo: number;
  /** Null where it holds; the batch whose word displaced it; its own where it never held. */
  readonly closedBy: number | null;
  /** It never held, because another source did. */
  readonly held: boolean;
}

export interface Settlement {
  readonly versions: readonly SettledVersion[];
  /** Statements without a row of their own, each with the version of equal content that it bears out (by its place in `versions`). */
  readonly witnesses: readonly { readonly batch: number; readonly rowNo: number; readonly version: number }[];
  readonly words: Words;
  /** Whether any two sources ever said different things. */
  readonly contradicted: boolean;
}

/**
 * What the store must hold of one key after these statements, in their order (by batch, then row): the same as if their batches had been
 * imported one after the other. So taking a batch back is to settle what is left without it.
 */
export function settle(claims: readonly Claim[]): Settlement {
  const words = new Words();
  const versions: SettledVersion[] = [];
  const witnesses: { batch: number; rowNo: number; version: number }[] = [];
  let contradicted = false;
  /** By content: a version of it. */
  const places = new Map<string, number>();
  let standing = -1;
  const keep = (claim: Claim, change: Pick<SettledVersion, 'closedBy' | 'held'>): number => {
    const place = versions.push({ row: claim.row, copy: !claim.own, batch: claim.batch, rowNo: claim.rowNo, ...change }) - 1;
    places.set(claim.content, place);
    return place;
  };
  for (const claim of claims) {
    const verdict = words.take(claim);
    contradicted ||= isContradiction(verdict);
    if (verdict === 'same') witnesses.push({ batch: claim.batch, rowNo: claim.rowNo, version: standing });
    else if (verdict === 'held') {
      const said = claim.own ? undefined : places.get(claim.content);
      if (said === undefined) keep(claim, { closedBy: claim.batch, held: true });
      else witnesses.push({ batch: claim.batch, rowNo: claim.rowNo, version: said });
    } else {
      const before = versions[standing];
      if (before !== undefined) versions[standing] = { ...before, closedBy: claim.batch };
      standing = keep(claim, { closedBy: null, held: false });
    }
  }
  return { versions, witnesses, words, contradicted };
}

export function isContradiction(verdict: Verdict): boolean {
  return verdict === 'prevails' || verdict === 'held';
}

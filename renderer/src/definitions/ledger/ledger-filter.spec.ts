import { describe, expect, it } from 'vitest';
import type { DefinitionLine } from '#shared/contract/index.ts';
import { filterLedger, type LedgerFilter } from './ledger-filter.ts';

const line = (seq: number, changes: Partial<DefinitionLine>): DefinitionLine => ({
  seq, kind: 'model', id: 'a', version: 1, hash: `${String(seq)}abc`, name: { zh: '甲', en: 'First' }, origin: 'program', state: 'released', inUse: true, altered: false, basedOn: null, note: '',
  createdBy: 'program', createdAt: '', submittedAt: null, reviewedBy: null, reviewedAt: null, reviewNote: '', programVersion: '1', revision: 0, ...changes,
});
const LINES = [
  line(1, { kind: 'category', id: '1.1', name: { zh: '项目', en: 'Projects' } }),
  line(2, { inUse: false }),
  line(3, { version: 2 }),
  line(4, { id: 'own', origin: 'office', state: 'draft', inUse: false, name: null }),
  line(5, { id: 'other', origin: 'office', state: 'submitted', inUse: false }),
];
const seqs = (filter: Partial<LedgerFilter>): number[] => filterLedger(LINES, { text: '', kind: null, state: null, inUseOnly: false, ...filter }).map(({ seq }) => seq);

describe('the ledger on screen', () => {
  it('puts what waits for someone first, and the newest version of a name above the older', () => {
    expect(seqs({})).toEqual([5, 4, 1, 3, 2]);
  });
  it('is narrowed by kind, state, use, name in both languages, reference and hash', () => {
    expect(seqs({ kind: 'category' })).toEqual([1]);
    expect(seqs({ state: 'draft' })).toEqual([4]);
    expect(seqs({ inUseOnly: true })).toEqual([5, 4, 1, 3]);
    expect(seqs({ text: 'proj' })).toEqual([1]);
    expect(seqs({ text: '甲' })).toEqual([5, 3, 2]);
    expect(seqs({ text: 'OWN@1' })).toEqual([4]);
    expect(seqs({ text: '2abc' })).toEqual([2]);
  });
});

import { describe, expect, it } from 'vitest';
import type { CaseDocument, CaseStepView } from '#shared/contract/index.ts';
import { EMPTY_RECORD, type LegalStep, type StepRecord, type StepStanding } from '#shared/domain/legal-procedure/index.ts';
import { documentsThere, findingWords, lateWords, ownerWords, termWords } from './words.ts';

const name = { zh: '合法性审查', en: 'Legality review' };
const STEP: LegalStep = {
  id: 'legality', name, phase: 'before', source: 'entered', optional: false, owner: { zh: '审查部门', en: 'Department' }, basis: null, after: [], minimum: { amount: 7, unit: 'workingDay', shorter: 'withReason' },
  starts: null, ends: null, documents: [{ id: 'opinion', name }, { id: 'receipt', name }],
};
const STANDING: StepStanding = { stepId: 'legality', state: 'waiting', startedOn: null, finishedOn: null, earliestFinish: null, latestStart: null, latestFinish: null, deadline: null, daysLate: 0, lacking: 0, findings: [] };
const one = (standing: Partial<StepStanding> = {}, record: Partial<StepRecord> = {}, files: readonly CaseDocument[] = []): CaseStepView => ({ step: STEP, standing: { ...STANDING, ...standing }, record: { ...EMPTY_RECORD, ...record }, files, mayRecord: true });

describe('the words of a step', () => {
  it('name whoever the case names, else whoever the procedure names', () => {
    expect([ownerWords(one()), ownerWords(one({}, { owner: '示例局' }))]).toEqual(['审查部门', '示例局']);
  });

  it('say the term in its own unit', () => {
    expect(termWords(STEP)).toBe('7 个工作日');
    expect(termWords({ ...STEP, minimum: null })).toBe('');
    expect(findingWords(one({ lacking: 2 }), 'SHORT')).toBe('不足 7 个工作日，少 2 个工作日');
  });

  it('say who is late, the longest first, and leave out who is not', () => {
    expect(lateWords([one({ daysLate: 2 }), one(), one({ daysLate: 9 }, { owner: '示例局' })])).toEqual(['合法性审查（示例局，9 天）', '合法性审查（审查部门，2 天）']);
  });

  it('count a document once, attached or named', () => {
    const file = { documentId: 'opinion' } as CaseDocument;
    expect(documentsThere(one())).toBe(0);
    expect(documentsThere(one({}, { documents: { opinion: '示例〔2026〕1号' } }, [file, file]))).toBe(1);
    expect(documentsThere(one({}, { documents: { receipt: '示例〔2026〕1号' } }, [file]))).toBe(2);
  });
});

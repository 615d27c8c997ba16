import { beforeAll, describe, expect, it } from 'vitest';
import { i18n, t } from '@/i18n/index.ts';
import { actionWord, actorWord, detailLines, splitSubject } from './details.ts';

beforeAll(() => {
  i18n.global.locale.value = 'en';
});

describe('detailLines', () => {
  it('says changes as before and after, with the factor they belong to', () => {
    expect(detailLines({ revision: 4, changes: [{ factor: 'B5', field: 'p', before: null, after: '0.7' }] })).toEqual(['B5 probability: (empty) → 0.7']);
  });

  it('puts codes, levels, flags and instants into words', () => {
    expect(detailLines({ role: 'it', agrees: false, decision: 'postpone', initial: { index: '0.38', level: 'medium', decidedBy: ['index', 'count'] } })).toEqual([
      'role: Data manager', `initial: index 0.38, level Medium risk, decided by ${t('assessment.path.index')}, ${t('assessment.path.count')}`,
      `decision: ${t('decision.code.postpone')}`, 'agrees with the conclusion: No',
    ]);
    expect(detailLines({ before: 'active', after: 'disabled' })).toEqual(['before: active', 'after: disabled']);
  });

  it('orders fields as the words do, not by alphabet', () => {
    expect(detailLines({ accepted: 4, category: '2.4', fileName: 'a.csv', read: 5, zzz: 1, rejected: 1 })).toEqual(['category: 2.4', 'file: a.csv', 'read: 5', 'accepted: 4', 'rejected: 1', 'zzz: 1']);
  });

  it('groups numbers and shortens hashes', () => {
    expect(detailLines({ read: 12345, sha256: 'a'.repeat(64) })).toEqual(['read: 12,345', 'SHA-256: aaaaaaaaaaaa…']);
  });

  it('cuts long lists and says how many are left', () => {
    const changes = Array.from({ length: 9 }, (_, index) => ({ field: 'weight', factor: `A${index}`, before: '0', after: '1' }));
    expect(detailLines({ changes }).at(-1)).toBe('3 more');
  });

  it('leaves unknown names as they stand', () => {
    expect(detailLines({ somethingNew: 'x' })).toEqual(['somethingNew: x']);
  });
});

it('actions, actors and subjects', () => {
  expect(actionWord('batch.imported')).toBe('Batch imported');
  expect(actionWord('new.thing')).toBe('new.thing');
  expect(actorWord('program')).toBe('program');
  expect(actorWord('cli:root')).toBe('command line root');
  expect(splitSubject('assessment:a:b')).toEqual({ kind: 'assessment', id: 'a:b' });
  expect(splitSubject('store')).toEqual({ kind: 'store', id: null });
});

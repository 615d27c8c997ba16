import { describe, expect, it } from 'vitest';
import { checkCitizenId, checkCreditCode, checkPhone } from '#shared/domain/codes/index.ts';
import { citizenId, creditCode, phone } from './identifiers.ts';

describe('synthetic identifiers', () => {
  it('pass the checks that real ones pass', () => {
    for (let serial = 0; serial < 5000; serial += 7) {
      expect(checkCreditCode(creditCode('330681', serial))).toMatchObject({ ok: true });
      expect(checkPhone(phone(serial))).toMatchObject({ ok: true });
      expect(checkCitizenId(citizenId(String(19_500_101 + (serial % 28))))).toMatchObject({ ok: true });
    }
  });

  it('come from ranges that nobody holds', () => {
    expect(creditCode('330681', 42)).toMatch(/^91330681YL000042/);
    expect(citizenId('19800229')).toMatch(/^33060019800229000/);
    expect(phone(12)).toBe('15400000012');
  });
});

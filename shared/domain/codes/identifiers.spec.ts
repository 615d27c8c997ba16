import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCaseNumber, checkCitizenId, checkCreditCode, checkPhone, checkProjectCode, citizenIdCheckCharacter, courtDivision, creditCodeCheckCharacter, findProjectCode,
  type Checked,
} from './index.ts';

/** The value, or the code of the refusal. */
const outcome = (result: Checked<unknown>): unknown => (result.ok ? result.value : `!${result.reason.code}`);

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
const creditBody = fc
  .tuple(fc.array(fc.constantFrom(...CREDIT_ALPHABET), { minLength: 2, maxLength: 2 }), fc.stringMatching(/^\d{6}$/), fc.array(fc.constantFrom(...CREDIT_ALPHABET), { minLength: 9, maxLength: 9 }))
  .map(([head, division, rest]) => head.join('') + division + rest.join(''));
const birthday = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2024-12-31T00:00:00Z'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10).replaceAll('-', ''));
const citizenBody = fc.tuple(fc.stringMatching(/^[1-8]\d{5}$/), birthday, fc.stringMatching(/^\d{3}$/)).map((parts) => parts.join(''));

describe('unified social credit code (GB 32100)', () => {
  it.each([
    ['11330600002577014T', '11330600002577014T'],
    ['91350100M000100Y43', '91350100M000100Y43'],
    [' １１３３０６００００２５７７０１４ｔ ', '11330600002577014T'],
    ['1133 0600 0025 77014T', '11330600002577014T'],
    ['11330600002577014X', '!bad_credit_code'],
    ['1133060000257701T4', '!bad_credit_code'],
    ['11330600002577014', '!bad_credit_code'],
    ['1133060000257701IT', '!bad_credit_code'],
    ['9.13501E+17', '!rounded_id'],
    ['113306********014T', '!masked_value'],
  ])('%s -> %s', (text, expected) => expect(outcome(checkCreditCode(text))).toBe(expected));

  it('takes every body with its own check character and refuses it with any other', () => {
    fc.assert(fc.property(creditBody, fc.constantFrom(...CREDIT_ALPHABET), (body, other) => {
      const right = creditCodeCheckCharacter(body);
      expect(checkCreditCode(body + right)).toEqual({ ok: true, value: body + right });
      if (other !== right) expect(outcome(checkCreditCode(body + other))).toBe('!bad_credit_code');
    }));
  });

  it('notices any single changed character', () => {
    fc.assert(fc.property(creditBody, fc.integer({ min: 8, max: 16 }), fc.constantFrom(...CREDIT_ALPHABET), (body, at, char) => {
      fc.pre(body.charAt(at) !== char);
      const changed = body.slice(0, at) + char + body.slice(at + 1) + creditCodeCheckCharacter(body);
      expect(outcome(checkCreditCode(changed))).toBe('!bad_credit_code');
    }));
  });
});

describe('citizen identity number (GB 11643)', () => {
  it.each([
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
    ['440524188001010014', '440524188001010014'],
    ['110105491231002', '110105491231002'],
    ['110105194912310021', '!bad_citizen_id'],
    ['11010519491331002X', '!bad_citizen_id'], // no 13th month
    ['110105490231002', '!bad_citizen_id'], // no 31 February
    ['010105194912310026', '!bad_citizen_id'],
    ['3.30602E+17', '!rounded_id'],
    ['330602199001011000', '!rounded_id'],
    ['330602********1234', '!masked_value'],
    ['护照 E12345678', '!bad_citizen_id'],
  ])('%s -> %s', (text, expected) => expect(outcome(checkCitizenId(text))).toBe(expected));

  it('takes every number with its own check character, refuses it with any other, and keeps what it takes', () => {
    fc.assert(fc.property(citizenBody, fc.constantFrom(...'0123456789X'.split('')), (body, other) => {
      const right = citizenIdCheckCharacter(body);
      expect(checkCitizenId(body + right)).toEqual({ ok: true, value: body + right });
      if (other !== right) expect(checkCitizenId(body + other).ok).toBe(false);
    }));
  });

  it('tells a number that a spreadsheet rounded from a wrong one, and takes a true one that ends in 000', () => {
    fc.assert(fc.property(citizenBody, (body) => {
      const rounded = `${body.slice(0, 15)}000`;
      const valid = citizenIdCheckCharacter(rounded) === '0';
      expect(outcome(checkCitizenId(rounded))).toBe(valid ? rounded : '!rounded_id');
    }));
  });
});

describe('project code', () => {
  it.each([
    ['2020-330602-77-01-123456', '2020-330602-77-01-123456'],
    ['2109-330602-04-01-545318', '2109-330602-04-01-545318'],
    ['２１０９－３３０６０２－０４－０１－５４５３１８', '2109-330602-04-01-545318'],
    ['2109—330602—04—01—545318', '2109-330602-04-01-545318'],
    ['21093306020401545318', '2109-330602-04-01-545318'],
    ['2113-330602-04-01-545318', '!bad_project_code'], // neither a year nor a 13th month
    ['2109-330602-04-01-54531', '!bad_project_code'],
    ['2.10933E+19', '!rounded_id'],
  ])('%s -> %s', (text, expected) => expect(outcome(checkProjectCode(text))).toBe(expected));

  it('is found inside a text', () => {
    expect(findProjectCode('涉及项目：2109-330602-04-01-545318（二期）')).toBe('2109-330602-04-01-545318');
    expect(findProjectCode('城中村改造')).toBeNull();
    expect(findProjectCode('2113-330602-04-01-545318')).toBeNull();
  });
});

describe('case number', () => {
  it.each([
    ['(2024)浙0602民初123号', '(2024)浙0602民初123号'],
    ['（2024）浙0602民初00123号', '(2024)浙0602民初123号'],
    ['〔２０２４〕浙06行终７号', '(2024)浙06行终7号'],
    ['2024浙0681执45', '(2024)浙0681执45号'],
    ['(2024)浙06破申1号之一', '(2024)浙06破申1号之一'],
    ['(2023)最高法民再12号', '(2023)最高法民再12号'],
    ['绍政复〔2024〕12号', '!bad_case_number'],
    ['(2024)浙0602民初000号', '!bad_case_number'],
    ['(1024)浙0602民初1号', '!bad_case_number'],
    ['123', '!bad_case_number'],
  ])('%s -> %s', (text, expected) => expect(outcome(checkCaseNumber(text))).toBe(expected));

  it.each([['(2024)浙0602民初1号', '330602'], ['(2024)浙0681执1号', '330681'], ['(2024)浙06民终1号', null], ['(2024)最高法民再1号', null]])('%s is heard in %s', (number, division) => {
    expect(courtDivision(number)).toBe(division);
  });
});

describe('phone number', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['+86 13812345678', '13812345678'],
    ['+86-13812345678', '13812345678'],
    ['057585123456', '0575-85123456'],
    ['（0575）85123456', '0575-85123456'],
    ['0575-85123456转801', '0575-85123456-801'],
    ['85123456', '85123456'],
    ['12345', '12345'],
    ['13812345678、0575-85123456', '13812345678/0575-85123456'],
    ['13812345678 13912345678', '13812345678/13912345678'],
    ['138****5678', '!masked_value'],
    ['1.38123E+10', '!rounded_id'],
    ['12812345678', '!bad_phone'],
    ['不详', '!bad_phone'],
  ])('%s -> %s', (text, expected) => expect(outcome(checkPhone(text))).toBe(expected));
});

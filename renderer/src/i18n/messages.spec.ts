import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { i18n, t, tCode } from './index.ts';
import { zh } from './zh-CN/index.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`)));
}

const chinese = leaves(zh);
const english = new Map(leaves(en));
const holders = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? ''))].sort();

describe('the words of both languages', () => {
  it('take the same values; one language may do without some of them', () => {
    for (const [key, text] of chinese) {
      const [a, b] = [holders(text), holders(english.get(key) ?? '')];
      expect(a.every((name) => b.includes(name)) || b.every((name) => a.includes(name)), key).toBe(true);
    }
  });

  it('part one from many at most once, both sides with the number or without', () => {
    for (const [key, text] of [...chinese, ...english]) {
      const sides = text.split(' | ');
      expect(sides.length, key).toBeLessThanOrEqual(2);
      expect(new Set(sides.map((side) => side.includes('{n}'))).size, key).toBe(1);
    }
  });

  it('hold nothing that the message compiler reads as its own sign', () => {
    for (const [key, text] of [...chinese, ...english].map(([name, words]) => [name, words.replace(' | ', ' ')] as const)) expect(text.replaceAll(/\{\w+\}/gu, ''), key).not.toMatch(/[@|{}]/u);
  });

  it('are an official\'s: no exclamation', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text, key).not.toMatch(/[!！]/u);
  });

  it('leave no Chinese in English', () => {
    // The names of the languages, of spreadsheet programs' files and of a case number are what they are.
    for (const [key, text] of english) if (!['frame.otherLanguage', 'rejects.bad_case_number'].includes(key)) expect(text, key).not.toMatch(/[\u4e00-\u9fff]/u);
  });
});

it('t fills the values in the language on screen', () => {
  i18n.global.locale.value = 'en';
  expect(t('ui.pagerRange', { from: 1, to: 2, total: 3 })).toBe('Rows 1–2 of 3');
  i18n.global.locale.value = 'zh-CN';
  expect(t('ui.pagerRange', { from: 1, to: 2, total: 3 })).toContain('3');
});

it('tCode falls back where there are no words', () => {
  expect(tCode('rejects', 'nowhere')).toBe('nowhere');
  expect(tCode('rejects', 'nowhere', {}, 'else')).toBe('else');
});

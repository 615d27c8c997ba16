import { expect, it } from 'vitest';
import { encodeGb18030 } from './gb18030.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder('gb18030', { fatal: true }).decode(bytes);

it('writes what the platform reads back: every character of the plane outside the private use area, and those above it', () => {
  const wrong: string[] = [];
  for (let point = 0; point < 0x10000; point += 1) {
    // Surrogates, and the private use area: the 2022 edition of the standard moved a few of its codes.
    if (point >= 0xd800 && point <= 0xf8ff) continue;
    const char = String.fromCodePoint(point);
    if (decode(encodeGb18030(char)) !== char) wrong.push(point.toString(16));
  }
  expect(wrong).toEqual([]);
  expect(decode(encodeGb18030('枫桥镇😀𠮷'))).toBe('枫桥镇😀𠮷');
});

it('uses the two-byte codes of GBK for common Chinese, and a question mark for half a surrogate pair', () => {
  expect([...encodeGb18030('样A')]).toEqual([0xd1, 0xf9, 0x41]);
  expect([...encodeGb18030('\ud800')]).toEqual([0x3f]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remembering } from './remember.ts';

describe('a remembered check', () => {
  it('answers as the check itself, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 16 })), (cells) => {
        const check = (cell: string): { readonly cell: string } => ({ cell: cell.toUpperCase() });
        const remembered = remembering(check);
        for (const cell of [...cells, ...cells]) expect(remembered(cell)).toEqual(check(cell));
      }),
    );
  });

  it('is asked once for a short cell that repeats, and each time for a long one', () => {
    const asked: string[] = [];
    const remembered = remembering((cell) => asked.push(cell));
    for (const cell of ['330602002', '330602002', 'a text of its own', 'a text of its own']) remembered(cell);
    expect(asked).toEqual(['330602002', 'a text of its own', 'a text of its own']);
  });

  it('keeps no more than so many, and stops looking where nothing repeats', () => {
    let asked = 0;
    const remembered = remembering((cell) => {
      asked += 1;
      return cell;
    });
    for (let n = 0; n < 10_000; n += 1) remembered(`a${String(n)}`);
    for (let turn = 0; turn < 2; turn += 1) remembered('a0');
    expect(asked).toBe(10_002);
  });
});

import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('quotes what needs it and defuses formulas, not numbers', () => {
  expect(toCsv({ columns: ['a', 'b'], rows: [['x,"y"', 1], ['=1+1', null], ['-3.5', '-x']] }))
    .toBe('\uFEFFa,b\r\n"x,""y""",1\r\n\'=1+1,\r\n-3.5,\'-x\r\n');
});

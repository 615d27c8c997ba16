import { describe, expect, it } from 'vitest';
import type { StoredReject } from '#shared/contract/index.ts';
import { fieldText, mendRows, withBlock, withEdit, type Edits } from './mend-edits.ts';

const row = (id: number, cells: readonly string[], masked: readonly number[] = []): StoredReject => ({ id, rowNo: id + 1, cells, masked, reasons: [], mendedBy: null });
const ROWS = [row(1, ['a', '坏', '张*'], [2]), row(2, ['b', '坏', '李*'], [2]), row(3, ['c', '坏'])];
const NONE: Edits = new Map();

describe('mending cells', () => {
  it('shows what stands there, and nothing of a masked cell', () => {
    expect([0, 1, 2, 3].map((column) => fieldText(ROWS[0]!, column, NONE))).toEqual(['a', '坏', '', '']);
  });

  it('keeps what changed, and forgets it when the old text is typed again', () => {
    let edits = withEdit(NONE, ROWS[0]!, 1, '好');
    edits = withEdit(edits, ROWS[0]!, 2, '张三');
    expect(mendRows(edits)).toEqual([{ id: 1, cells: [{ column: 1, text: '好' }, { column: 2, text: '张三' }] }]);
    edits = withEdit(withEdit(edits, ROWS[0]!, 1, '坏'), ROWS[0]!, 2, '');
    expect(mendRows(edits)).toEqual([]);
    expect(mendRows(NONE)).toEqual([]);
  });

  it('takes a block from a spreadsheet, down and to the right, and no further than the table', () => {
    const edits = withBlock(NONE, ROWS, { row: 1, column: 1 }, '2024-01-01\tx\ty\r\n2024-01-02\tz\r\n2024-01-03\r\n', 3);
    expect(mendRows(edits)).toEqual([
      { id: 2, cells: [{ column: 1, text: '2024-01-01' }, { column: 2, text: 'x' }] },
      { id: 3, cells: [{ column: 1, text: '2024-01-02' }, { column: 2, text: 'z' }] },
    ]);
  });
});

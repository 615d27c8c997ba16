import { areReciprocal, isPositive, parseRatio, type Ratio } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';

/**
 * Reads a comparison matrix of decimals and fractions ("3", "0.5", "1/3") and makes sure that it is one:
 * square, no larger than `maxSize`, positive, ones on the diagonal, a[i][j] x a[j][i] exactly 1.
 * Throws MATRIX_NOT_SQUARE, MATRIX_SIZE, NOT_A_NUMBER, MATRIX_NOT_POSITIVE, MATRIX_NOT_RECIPROCAL with the `path` of the cell.
 */
export function readMatrix(cells: readonly (readonly string[])[], maxSize: number): Ratio[][] {
  const size = cells.length;
  const uneven = cells.findIndex((row) => row.length !== size);
  if (size === 0 || uneven >= 0) {
    throw new AppError('MATRIX_NOT_SQUARE', size === 0 ? 'The matrix is empty.' : `Row ${String(uneven + 1)} does not have ${String(size)} cells.`, { path: `matrix.${String(Math.max(uneven, 0))}` });
  }
  if (size > maxSize) throw new AppError('MATRIX_SIZE', `At most ${String(maxSize)} criteria can be compared, not ${String(size)}.`, { size, max: maxSize });

  const matrix = cells.map((row, i) => row.map((cell, j) => {
    const path = pathOf(i, j);
    const ratio = parseRatio(cell, { path });
    if (!isPositive(ratio)) throw new AppError('MATRIX_NOT_POSITIVE', `The comparison at ${path} is not above 0.`, { path });
    return ratio;
  }));
  matrix.forEach((row, i) => {
    row.forEach((ratio, j) => {
      const mirrored = matrix[j]?.[i];
      if (j < i || (mirrored !== undefined && areReciprocal(ratio, mirrored))) return;
      const path = pathOf(i, j);
      throw new AppError('MATRIX_NOT_RECIPROCAL', i === j
        ? `The diagonal must be 1 at ${path}.`
        : `${path} (${cells[i]?.[j] ?? ''}) and ${pathOf(j, i)} (${cells[j]?.[i] ?? ''}) are not exact reciprocals; write a third as 1/3.`, { path });
    });
  });
  return matrix;
}

function pathOf(row: number, column: number): string {
  return `matrix.${String(row)}.${String(column)}`;
}

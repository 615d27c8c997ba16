import type { Grade } from '#shared/domain/grading/index.ts';
import { DARK_PALETTE, type Palette } from '@/charts/index.ts';

/** The areas of the grades, in the colours of assessment/parts/grades.css. */
const LIGHT: Readonly<Record<Grade, string>> = { minor: '#f0f7f6', small: '#dceeea', general: '#f8ebcc', larger: '#f0d098', major: '#e6a9a0' };
const DARK: Readonly<Record<Grade, string>> = { minor: '#1c2829', small: '#203738', general: '#3a3222', larger: '#574527', major: '#633030' };

export function gradeColours(palette: Palette): Readonly<Record<Grade, string>> {
  return palette.surface === DARK_PALETTE.surface ? DARK : LIGHT;
}

import { AppError } from '#shared/errors/index.ts';
import { opinionLevel, triggerLevel, type DirectInput, type DirectLevels } from './direct.ts';
import type { Level } from './levels.ts';
import type { DirectParameters } from './parameters.ts';

type OnSide<Field extends string> = `initial.${Field}` | `residual.${Field}`;

/** What stands between a draft and its verdict. `factor` is null where the gap is not in one factor. */
export interface Gap {
  readonly factor: string | null;
  readonly field: 'factors' | 'weight' | 'weights' | OnSide<'p' | 'q' | 'c' | 'points' | 'opposed' | 'trigger' | 'opinion'>;
  readonly reason: 'missing' | 'notANumber' | 'outOfRange' | 'notOne';
}

/** A direct input that cannot be judged leaves its path without a verdict, and a gap. */
export function readDirect(parameters: DirectParameters, input: DirectInput, side: 'initial' | 'residual', gaps: Gap[]): DirectLevels {
  const attempt = (path: keyof DirectLevels, judgePath: () => Level | null): Level | null => {
    try {
      return judgePath();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      gaps.push({ factor: null, field: `${side}.${path}`, reason: error.code === 'NOT_A_NUMBER' ? 'notANumber' : 'outOfRange' });
      return null;
    }
  };
  return { trigger: attempt('trigger', () => triggerLevel(parameters, input)), opinion: attempt('opinion', () => opinionLevel(parameters, input)) };
}

/** True where neither opinion, nor an incident, nor triggers were given. */
export function saysNothing({ opinion, incident, triggers }: DirectInput): boolean {
  return !opinion && !incident && !triggers;
}

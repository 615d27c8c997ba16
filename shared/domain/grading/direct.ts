import { z } from 'zod';
import { exact, exactInteger, isShare } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { highestLevel, type Level } from './levels.ts';
import { levelByCutOffs, type DirectParameters } from './parameters.ts';

/** What judges without any factor; absent or null means that nobody has looked yet. */
export const directShape = {
  opinion: z.strictObject({ opposed: z.string() }).nullish(),
  incident: z.strictObject({ people: z.int() }).nullish(),
  triggers: z.array(z.string()).nullish(),
};
export const directInputSchema = z.strictObject(directShape);
export type DirectInput = z.infer<typeof directInputSchema>;

export interface DirectLevels {
  /** Null where neither an incident nor triggers were given. */
  readonly trigger: Level | null;
  /** Null where no opinion was given. */
  readonly opinion: Level | null;
}

/**
 * Judges direct triggers and opposition. Throws VALUE_RANGE (a share outside 0..1, fewer than 0 people),
 * NOT_A_NUMBER or BAD_INPUT (a trigger the method does not know).
 */
export function directLevels(parameters: DirectParameters, input: DirectInput): DirectLevels {
  return { trigger: triggerLevel(parameters, input), opinion: opinionLevel(parameters, input) };
}

/** The verdict of incident and triggers; null where neither was given. Throws as {@link directLevels}. */
export function triggerLevel({ trigger }: DirectParameters, { incident, triggers }: DirectInput): Level | null {
  const levels: Level[] = [];
  if (incident) {
    const people = exactInteger(incident.people, { path: 'incident.people' });
    if (people.lt(0)) throw new AppError('VALUE_RANGE', 'An incident cannot have fewer than 0 people.', { path: 'incident.people' });
    levels.push(levelByCutOffs(trigger.people, people));
  }
  if (triggers) {
    levels.push('low');
    for (const id of triggers) {
      const kind = trigger.kinds.find((candidate) => candidate.id === id);
      if (kind === undefined) {
        const known = trigger.kinds.map((candidate) => candidate.id);
        throw new AppError('BAD_INPUT', `"${id}" is not a trigger of this method (${known.join(', ')}).`, { path: 'triggers', trigger: id, known });
      }
      levels.push(kind.level);
    }
  }
  return highestLevel(levels);
}

/** The verdict of opposition; null where no opinion was given. Throws as {@link directLevels}. */
export function opinionLevel({ opinion: cutOffs }: DirectParameters, { opinion }: DirectInput): Level | null {
  if (!opinion) return null;
  const opposed = exact(opinion.opposed, { path: 'opinion.opposed' });
  if (!isShare(opposed)) throw new AppError('VALUE_RANGE', `The share opposed must lie in 0..1, not ${opinion.opposed}.`, { path: 'opinion.opposed' });
  return levelByCutOffs(cutOffs, opposed);
}

import type { Migration } from './migration.ts';

/** What factors are scored by where the method knows no p and q: C of w x C, points of a scorecard, and the shares opposed of its opposition item. */
export const scoresOfOtherMethods: Migration = {
  number: 400,
  name: 'scores-of-other-methods',
  sql: `
    ALTER TABLE assessment_factor ADD COLUMN c TEXT;
    ALTER TABLE assessment_factor ADD COLUMN residual_c TEXT;
    ALTER TABLE assessment_factor ADD COLUMN points TEXT;
    ALTER TABLE assessment_factor ADD COLUMN residual_points TEXT;
    ALTER TABLE assessment_factor ADD COLUMN opposed TEXT CHECK (opposed IS NULL OR json_valid(opposed));
    ALTER TABLE assessment_factor ADD COLUMN residual_opposed TEXT CHECK (residual_opposed IS NULL OR json_valid(residual_opposed));
  `,
};

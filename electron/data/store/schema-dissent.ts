/** Row types of migration 0350. */
export interface DissentTables {
  /** A dissenting opinion; `name` is its author's on the day. Only ever added to. */
  dissent: {
    id: string;
    assessment_id: string;
    position: number;
    at: string;
    by: string;
    name: string;
    capacity: string;
    about: string;
    side: string | null;
    holds: string | null;
    factor_id: string | null;
    text: string;
    case_revision: number;
    after_decision: number;
  };
  dissent_reply: { dissent_id: string; position: number; at: string; by: string; name: string; action: string; text: string };
}

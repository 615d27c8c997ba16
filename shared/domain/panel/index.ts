export { AGGREGATIONS, BALLOT_FIELDS, fieldsOf, leastBallots, panelSettingsSchema, type Aggregation, type BallotField, type PanelSettings } from './settings.ts';
export { aggregate, SCORE_PLACES, spreadOf, type Spread } from './aggregate.ts';
export { rangesOfOpinion, type EnteredScore } from './ranges.ts';
export { kendallW } from './kendall.ts';
export { asked, ballotSchema, completeBallot, gapsOf, opinionOf, type Ballot, type BallotGap, type BallotScore, type FactorOpinion, type Opinion } from './ballot.ts';

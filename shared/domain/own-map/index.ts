export { MOST_MAP_BYTES, MOST_MAP_FEATURES, MOST_MAP_POINTS, ownMapFileSchema, ownMapSchema, pointsOf, type AreaGeometry, type OwnMap, type OwnMapFile } from './geo-json.ts';
export { matchMap, type MatchedMap, type NamedPlace } from './match.ts';

import { z } from 'zod';

/** No map of an office is larger; what is larger is a file of another kind, or was never simplified. */
export const MOST_MAP_BYTES = 20 * 1024 * 1024;
export const MOST_MAP_FEATURES = 5_000;
export const MOST_MAP_POINTS = 400_000;

/** Degrees east and north (CGCS2000 or WGS 84); a height after them is left out. */
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number()).transform(([east, north]): [number, number] => [east, north]);
/** A ring closes where it began. */
const ring = z.array(position).min(4).refine((points) => points[0]?.[0] === points.at(-1)?.[0] && points[0]?.[1] === points.at(-1)?.[1], { error: 'a ring must end where it begins' });
const polygon = z.array(ring).min(1);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);

/** A GeoJSON file (RFC 7946) of areas. Members that no map needs are left out. */
export const ownMapFileSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ type: z.literal('Feature'), properties: z.record(z.string(), z.unknown()).nullable().transform((found) => found ?? {}), geometry })).min(1).max(MOST_MAP_FEATURES),
});
export type OwnMapFile = z.infer<typeof ownMapFileSchema>;
export type OwnMapFeature = OwnMapFile['features'][number];
export type AreaGeometry = OwnMapFeature['geometry'];

/** A map as it is kept: the areas that are places of the city, each by the code of its place. */
export const ownMapSchema = z.object({ areas: z.array(z.object({ code: z.string(), level: z.enum(['town', 'county']), geometry })) });
export type OwnMap = z.infer<typeof ownMapSchema>;

/** Points of all rings together. */
export function pointsOf(features: readonly { readonly geometry: AreaGeometry }[]): number {
  return features.reduce((sum, { geometry: { type, coordinates } }) => sum + (type === 'Polygon' ? [coordinates] : coordinates).flat().reduce((points, one) => points + one.length, 0), 0);
}

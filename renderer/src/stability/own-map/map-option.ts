import { registerMap } from 'echarts/core';
import type { EChartsOption } from 'echarts';
import type { OwnMapView, StabilityRow } from '#shared/contract/index.ts';
import type { Colour } from '#shared/domain/stability/index.ts';
import { baseOption, type Palette } from '@/charts/index.ts';

/** One place of the map: its code names its areas. */
export interface MapPlace {
  readonly code: string;
  readonly name: string;
  readonly colour: Colour | null;
  /** What is said of it: name, score, colour. */
  readonly words: string;
}

/** Makes the areas of a level known under a name; the same file is made known once. */
export function registerOwnMap({ sha256, areas }: Pick<OwnMapView, 'sha256' | 'areas'>, level: 'town' | 'county'): string {
  const name = `${level} ${sha256}`;
  if (!registered.has(name)) {
    const features = areas.filter((area) => area.level === level).map(({ code, geometry }) => ({ type: 'Feature' as const, properties: { name: code }, geometry }));
    // ECharts' own types of GeoJSON ask for lists that may be changed.
    registerMap(name, { type: 'FeatureCollection', features } as unknown as Parameters<typeof registerMap>[1]);
    registered.add(name);
  }
  return name;
}

const registered = new Set<string>();

/** Areas in the colours of the index; what is not scored is grey, what the month does not know has no fill. */
export function mapOption(map: string, places: readonly MapPlace[], palette: Palette): EChartsOption {
  const fill: Readonly<Record<Colour, string>> = { green: palette.low, blue: palette.accent, yellow: palette.medium, red: palette.high };
  const byCode = new Map(places.map((place) => [place.code, place]));
  return {
    ...baseOption(palette),
    tooltip: { ...baseOption(palette).tooltip as object, formatter: (hit: unknown) => byCode.get(nameOf(hit))?.words ?? '' },
    series: [{
      type: 'map', map, roam: true, scaleLimit: { min: 1, max: 12 }, selectedMode: false, nameProperty: 'name',
      itemStyle: { areaColor: palette.sunken, borderColor: palette.surface, borderWidth: 1 },
      label: { show: true, color: palette.text, fontSize: 11, textBorderColor: palette.surface, textBorderWidth: 2, formatter: (hit) => byCode.get(hit.name)?.name ?? '' },
      labelLayout: { hideOverlap: true },
      data: places.map(({ code, colour }) => ({ name: code, value: 0, itemStyle: { areaColor: colour === null ? palette.line : fill[colour] } })),
    }],
  };
}

function nameOf(hit: unknown): string {
  return typeof hit === 'object' && hit !== null && 'name' in hit && typeof hit.name === 'string' ? hit.name : '';
}

/** The places of a month for the map. */
export function mapPlaces(rows: readonly StabilityRow[], words: (row: StabilityRow) => string): MapPlace[] {
  return rows.map((row) => ({ code: row.place, name: row.name, colour: row.colour, words: words(row) }));
}

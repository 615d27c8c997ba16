export interface Region {
  /** Canonical code: 6 digits for a city or county, 9 for a town, 12 for a village of a town in use. */
  readonly code: string;
  /** 9 digits, or null where the place is wider than a town or outside the city. */
  readonly town: string | null;
  /** 6 digits, or null for the city as a whole. */
  readonly county: string | null;
  readonly level: 'city' | 'county' | 'town' | 'village' | 'outside';
  /** Chinese name; the code for what lies outside the city. */
  readonly name: string;
}

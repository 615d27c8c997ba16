import type { StabilityRow } from '#shared/contract/index.ts';

/** Towns side by side in the block of a county. */
export const TILES_ACROSS = 5;
/** Blocks side by side. */
export const BLOCKS_ACROSS = 3;
/** Rows of tiles that no block exceeds, so that blocks below each other do not mix. */
const BLOCK_HEIGHT = 100;

/** Where the counties roughly lie to each other, west to east, north above; others take the free cells in the order of their codes. */
const CELLS: Readonly<Record<string, number>> = { '330603': 0, '330602': 1, '330604': 2, '330681': 3, '330683': 4, '330624': 5 };

export interface Tile {
  readonly level: 'town' | 'county';
  readonly row: StabilityRow;
  /** Place on one grid over all blocks; a county stands in the first line of its block. */
  readonly x: number;
  readonly y: number;
}

export interface Block {
  readonly code: string;
  readonly county: Tile | null;
  readonly towns: readonly Tile[];
}

/** Towns by county, in the order of their codes, each with its place on the grid. */
export function tileBlocks(counties: readonly StabilityRow[], towns: readonly StabilityRow[]): Block[] {
  const codes = [...new Set([...counties.map(({ place }) => place), ...towns.map((town) => town.county ?? town.place.slice(0, 6))])].sort();
  const taken = new Set(codes.flatMap((code) => CELLS[code] ?? []));
  const free = codes.map((_, index) => index).filter((cell) => !taken.has(cell));
  return codes
    .map((code) => ({ code, cell: CELLS[code] ?? free.shift() ?? codes.length }))
    .sort((a, b) => a.cell - b.cell)
    .map(({ code, cell }) => {
      const [left, top] = [(cell % BLOCKS_ACROSS) * TILES_ACROSS, Math.floor(cell / BLOCKS_ACROSS) * BLOCK_HEIGHT];
      const county = counties.find(({ place }) => place === code);
      const own = towns.filter((town) => (town.county ?? town.place.slice(0, 6)) === code).sort((a, b) => (a.place < b.place ? -1 : 1));
      return {
        code,
        county: county === undefined ? null : { level: 'county', row: county, x: left, y: top },
        towns: own.map((row, index): Tile => ({ level: 'town', row, x: left + (index % TILES_ACROSS), y: top + 1 + Math.floor(index / TILES_ACROSS) })),
      };
    });
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The tile an arrow key leads to: the nearest in that direction; null where there is none, or for another key. */
export function moveTile(tiles: readonly Tile[], from: Tile, key: string): Tile | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const [dx, dy] = step;
  let best: { tile: Tile; far: number } | null = null;
  for (const tile of tiles) {
    const along = (tile.x - from.x) * dx + (tile.y - from.y) * dy;
    if (along <= 0) continue;
    const across = Math.abs((tile.x - from.x) * dy + (tile.y - from.y) * dx);
    // To the side only within the same line of tiles; up and down the nearest line first.
    const far = dx === 0 ? along * 1000 + across : across * 1000 + along;
    if (best === null || far < best.far) best = { tile, far };
  }
  return best !== null && dx !== 0 && Math.abs(best.tile.y - from.y) >= BLOCK_HEIGHT / 2 ? null : (best?.tile ?? null);
}

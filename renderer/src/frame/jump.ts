/** A place that the search of the top line leads to. */
export interface Jump {
  readonly kind: 'page' | 'category' | 'board' | 'matter';
  readonly label: string;
  readonly to: string;
}

/** Places that hold every word of the text, those that begin with it first, else in the order given; all where nothing was typed. */
export function findJumps(jumps: readonly Jump[], text: string, limit: number): readonly Jump[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return jumps.slice(0, limit);
  const words = sought.split(/\s+/u);
  const found = jumps.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = ({ label }: Jump): boolean => label.toLowerCase().startsWith(sought);
  return [...found.filter(begins), ...found.filter((jump) => !begins(jump))].slice(0, limit);
}

import { canonicalJson, isJsonObject, type Json } from '#shared/util/canonical-json.ts';

/** One place where two texts of a definition differ. */
export interface Difference {
  /** Members and, in lists, the element's own name: `areas/A/factors/A1/name/zh`. Empty for the whole. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Undefined where there was or is nothing; for `moved` the order of the names before and after. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Members by which elements of a list are told apart, the first that all of them have. */
const NAMES = ['id', 'code', 'level'] as const;

/**
 * What changed between two definitions, in the order of the older one. Elements of lists are matched by their id (code, level), so that
 * a factor put in between is one addition and not a change of all that follow; lists of plain values count as one value.
 */
export function differences(before: Json, after: Json, path = ''): Difference[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const [named, against] = [byName(before), byName(after)];
  if (named !== null && against !== null && (named.size > 0 || against.size > 0)) {
    const [was, is] = [[...named.keys()], [...against.keys()]];
    const kept = was.filter((name) => against.has(name));
    const order = is.filter((name) => named.has(name));
    const moved: Difference[] = kept.join('\n') === order.join('\n') ? [] : [{ path, kind: 'moved', before: kept, after: order }];
    return [...members(named, against, path), ...moved];
  }
  if (isJsonObject(before) && isJsonObject(after)) return members(new Map(Object.entries(before)), new Map(Object.entries(after)), path);
  return [{ path, kind: 'changed', before, after }];
}

function members(before: ReadonlyMap<string, Json | undefined>, after: ReadonlyMap<string, Json | undefined>, path: string): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    const at = path === '' ? name : `${path}/${name}`;
    if (was === undefined && is === undefined) return [];
    if (was === undefined) return [{ path: at, kind: 'added' as const, before: was, after: is }];
    if (is === undefined) return [{ path: at, kind: 'removed' as const, before: was, after: is }];
    return differences(was, is, at);
  });
}

/** The elements of a list by their own names; null for anything that is no list of distinctly named elements. */
function byName(value: Json): Map<string, Json> | null {
  if (!Array.isArray(value)) return null;
  const elements = value as readonly Json[];
  for (const member of NAMES) {
    const names = elements.map((element) => (isJsonObject(element) ? element[member] : undefined));
    if (names.every((name) => typeof name === 'string' || typeof name === 'number') && new Set(names).size === names.length) {
      return new Map(elements.map((element, position) => [String(names[position]), element]));
    }
  }
  return null;
}

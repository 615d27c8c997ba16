import { wholeBetween } from './numbers.ts';
import { compileShown, formatPattern } from './paths.ts';
import { mix } from './random.ts';
import type { Maker, Source } from './model.ts';
import { planError } from './plan-error.ts';

const TOKEN = /\{([^{}]+)\}/g;
const NESTING = 4;

/**
 * Compiles a text with tokens:
 * `{n:6}` the row's number padded with zeros, `{serial:6}` and `{overflow:1}` its last six digits and those before them,
 * `{s:6}` its subject's or parent's number, `{k}` its number among that one's rows, `{d:4}` random digits, `{r:20-90}` a random number,
 * `{pool.name}` an entry of a pool, `{t.name}` a named template, `{town.name}`, `{.field}` or `{alias.field}` in words,
 * `{.date_field:yyyyMMdd}` and `{row.time:yyMM}` by a pattern. Blank as soon as one token is.
 */
export function compileTemplate(source: Source, template: string, salt: number, depth = 0): Maker {
  const pieces: Maker[] = [];
  let from = 0;
  for (const match of template.matchAll(TOKEN)) {
    pushText(pieces, template.slice(from, match.index));
    pieces.push(compileToken(source, match[1] ?? '', mix(salt, match.index + 1), depth));
    from = match.index + match[0].length;
  }
  pushText(pieces, template.slice(from));
  return (row) => {
    let text = '';
    for (const piece of pieces) {
      const part = piece(row);
      if (part === null) return null;
      text += part;
    }
    return text;
  };
}

function pushText(pieces: Maker[], text: string): void {
  if (text !== '') pieces.push(() => text);
}

function compileToken(source: Source, token: string, salt: number, depth: number): Maker {
  const [name = '', format] = token.split(':');
  const width = Number(format ?? 1);
  if (name === 'n') return (row) => String(row.index + 1).padStart(width, '0');
  if (name === 's') return (row) => String(row.subject + 1).padStart(width, '0');
  if (name === 'k') return (row) => String(row.period + 1).padStart(width, '0');
  if (name === 'serial') return (row) => String((row.index + 1) % 1_000_000).padStart(width, '0');
  if (name === 'overflow') return (row) => String(Math.floor((row.index + 1) / 1_000_000)).padStart(width, '0');
  if (name === 'r') {
    const [low = 0, high = 0] = (format ?? '').split('-').map(Number);
    return (row) => String(wholeBetween([low, high], row.draw(salt)));
  }
  if (name === 'd') return (row) => String(Math.floor(row.draw(salt) * 10 ** width)).padStart(width, '0');
  if (name.startsWith('pool.')) return pool(source, name.slice(5), salt);
  if (name.startsWith('t.')) {
    const text = source.world.settings.templates[name.slice(2)];
    if (text === undefined || depth >= NESTING) throw planError(source.category.id, `no template "${token}", or one that names itself`);
    return compileTemplate(source, text, salt, depth + 1);
  }
  if (!name.includes('.')) throw planError(source.category.id, `no token "${token}"`);
  const read = compileShown(source, name);
  if (format === undefined) return read;
  return (row) => {
    const value = read(row);
    return value === null ? null : formatPattern(value, format);
  };
}

function pool(source: Source, name: string, salt: number): Maker {
  const entries = source.world.settings.pools[name];
  if (entries === undefined) throw planError(source.category.id, `no pool "${name}"`);
  return (row) => entries[Math.floor(row.draw(salt) * entries.length)] ?? null;
}

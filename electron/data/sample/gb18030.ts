/**
 * Text to GB18030. The platform only decodes, so the table is its decoder turned round, made once on first use.
 * Covers the Basic Multilingual Plane (two and four bytes; of its private use area what the decoder knows) and the planes above it by the standard's formula.
 */
let table: Map<string, number> | undefined;

function buildTable(): Map<string, number> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const made = new Map<string, number>();
  const learn = (bytes: readonly number[]): void => {
    let text: string;
    try {
      text = decoder.decode(Uint8Array.from(bytes));
    } catch {
      return; // an unassigned code
    }
    if (String.fromCodePoint(text.codePointAt(0) ?? 0) === text && !made.has(text)) made.set(text, bytes.reduce((code, byte) => code * 256 + byte, 0));
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) learn([lead, trail]);
  }
  for (let a = 0x81; a <= 0x84; a += 1) {
    for (let b = 0x30; b <= 0x39; b += 1) {
      for (let c = 0x81; c <= 0xfe; c += 1) for (let d = 0x30; d <= 0x39; d += 1) learn([a, b, c, d]);
    }
  }
  return made;
}

/** Code points above the Basic Multilingual Plane: linear from 90 30 81 30. */
function astral(codePoint: number): number[] {
  let rest = codePoint - 0x10000;
  const d = rest % 10;
  rest = Math.floor(rest / 10);
  const c = rest % 126;
  rest = Math.floor(rest / 126);
  return [0x90 + Math.floor(rest / 10), 0x30 + (rest % 10), 0x81 + c, 0x30 + d];
}

/** Encodes a text; a lone surrogate becomes a question mark. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= buildTable();
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) {
      bytes.push(point);
    } else if (point > 0xffff) {
      bytes.push(...astral(point));
    } else {
      const code = table.get(char);
      if (code === undefined) bytes.push(0x3f);
      else if (code > 0xffff) bytes.push(code >>> 24, (code >>> 16) & 0xff, (code >>> 8) & 0xff, code & 0xff);
      else bytes.push(code >>> 8, code & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

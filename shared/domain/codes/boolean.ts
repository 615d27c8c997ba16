const YES = ['是', '有', '对', '真', '已', 'y', 'yes', 'true', 't', '1', '√', '✓', '✔', '☑'];
const NO = ['否', '无', '错', '假', '未', '不是', '没有', 'n', 'no', 'false', 'f', '0', '×', '✗', '✘', '☐'];
const VALUES = new Map<string, 0 | 1>([...YES.map((word) => [word, 1] as const), ...NO.map((word) => [word, 0] as const)]);

/** 是/否, 有/无, Y/N, true/false, 1/0, √/× as 1 or 0; null for anything else. Expects half-width text. */
export function readBoolean(text: string): 0 | 1 | null {
  return VALUES.get(text) ?? VALUES.get(text.toLowerCase()) ?? null;
}

/** What the user typed is text to look for, never a pattern; goes with ESCAPE '\'. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

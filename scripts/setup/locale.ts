/**
 * What to add to the environment so that Chromium takes file names as UTF-8. A bare Linux machine has
 * no locale set, and then a Chinese file name reaches the program as question marks.
 */
export function utf8Locale(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Readonly<Record<string, string>> {
  if (platform !== 'linux') return {};
  const effective = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  return /utf-?8/iu.test(effective) ? {} : { LC_ALL: 'C.UTF-8' };
}

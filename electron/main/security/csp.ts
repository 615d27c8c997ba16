/** The program's own scheme and the only origin the window ever shows. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://fengqiao`;

/**
 * Nothing but the program's own files. Inline styles are allowed because the component library sets element styles;
 * scripts never. `dev` adds the origin of the development server, in development only.
 */
export function contentSecurityPolicy(dev: string | null): string {
  const own = dev === null ? "'self'" : `'self' ${dev}`;
  const connect = dev === null ? "'self'" : `'self' ${dev} ${dev.replace(/^http/u, 'ws')}`;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} data: blob:`,
    `font-src ${own} data:`,
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

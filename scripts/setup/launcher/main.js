/**
 * Stands in for Electron's default_app.asar in the registry-carried runtime: `electron [-r FILE] PATH`
 * starts the app at PATH. It is a module that waits for the app's own main module, so Electron's
 * `ready` comes after it, as with the original.
 */
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const required = [];
let target;
const args = process.argv.slice(1);
for (let i = 0; i < args.length && target === undefined; i += 1) {
  const arg = args[i];
  if (arg === '-r' || arg === '--require') {
    i += 1;
    required.push(args[i]);
  } else if (!arg.startsWith('-')) {
    target = resolve(arg);
    process.argv.splice(1, i); // the app sees its own path first, as with the original
  }
}

for (const file of required) createRequire(join(process.cwd(), 'noop.js'))(file);

if (target === undefined || !existsSync(target)) {
  process.stderr.write('Usage: electron [-r FILE] PATH\n');
  app.exit(2);
} else {
  let main = target;
  if (statSync(target).isDirectory()) {
    const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
    if (manifest.version) app.setVersion(manifest.version);
    app.setName(manifest.productName ?? manifest.name ?? 'Electron');
    if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
    app.setPath('userData', join(app.getPath('appData'), app.getName()));
    app.setAppPath(target);
    main = join(target, manifest.main ?? 'index.js');
  }
  try {
    await import(pathToFileURL(main).href);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  }
}

import { chmod, copyFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * electron-builder calls this when the folder of the program stands. The registry-carried Electron
 * is too old for the database driver, so that build takes Node 24 along for the data process
 * (resources/node, node.exe on Windows); what users get runs it inside Electron and has none.
 */
export default async function afterPack({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  await rm(join(resources, 'default_app.asar'), { force: true });
  await rm(join(appOutDir, 'fengqiao-runtime.json'), { force: true });
  if (process.env['FENGQIAO_RUNTIME'] !== 'registry') return;
  const target = join(resources, basename(process.execPath));
  await copyFile(process.execPath, target);
  await chmod(target, 0o755);
}

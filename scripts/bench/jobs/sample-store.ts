import { rmSync } from 'node:fs';
import { importFile } from '#data/intake/index.ts';
import { generateSample } from '#data/sample/index.ts';
import { ACTOR, openCore, RESOURCES } from '../core.ts';
import { jobArguments } from '../meter.ts';

/** A store with the sample data of all categories and one matter with every factor scored; tells the assessment's id. */
const [storePath, folder, rows] = jobArguments('store', 'folder', 'rows');
const core = await openCore(storePath);
const { catalogue, regions } = core.context;
const { files } = await generateSample({ outDir: folder, resourcesDir: RESOURCES, catalogue, regions, rowsPerCategory: Number(rows), format: 'csv' });
for (const file of files) await importFile(core.contextFor(ACTOR), file.path, { category: file.category, dryRun: false });
rmSync(folder, { recursive: true, force: true });

const [county] = regions.counties;
const places = (county?.towns ?? []).slice(0, 3).map(({ code }) => code);
const proposal = await core.invoke(
  'proposals.create',
  {
    fields: {
      title: '某道路改扩建工程（合成数据）', decisionType: 'transport-project', places, responsibleUnit: '示例单位', decisionOn: '2026-09-01', startOn: '2026-10-01',
      endOn: '2027-12-31', description: '', projectCode: null,
    },
    modelId: 'major-project',
  },
  ACTOR,
);
const id = proposal.assessmentId;
const { factors } = await core.invoke('assessments.get', { id }, ACTOR);
const factorIds = factors.map(({ factorId }) => factorId);
await core.invoke('assessments.patchFactors', { id, factorIds, patch: { state: 'identified', p: '0.35', q: '0.6', residualP: '0.2', residualQ: '0.55' } }, ACTOR);
await core.close();
process.stdout.write(`${id}\n`);

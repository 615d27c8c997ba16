import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { addMeasure, conclude, createFromProject, identify, score, submit, type Scored } from '../support/assessment.ts';
import { closes, mapDate, offerFiles, readLedger, runImport } from '../support/intake.ts';
import { launch, saveTo } from '../support/launch.ts';
import { value } from '../support/read-store.ts';
import { PASSWORD } from '../support/seed.ts';
import { signIn, signOut } from '../support/session.ts';
import { sampleBatch } from './sample-batch.ts';

export interface Made {
  readonly name: string;
  readonly about: string;
}

/** How long a screen stands before the next one. */
const LOOK_MS = 900;
/** A sample project in a town with much to show. */
const PROJECT = '齐贤街道高速公路连接线工程（0069）';
const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const FACTORS: readonly Scored[] = [
  { id: 'A5', p: 3, q: 3, residual: { p: 2, q: 3 } },
  { id: 'B5', p: 4, q: 5, residual: { p: 2, q: 4 }, note: '相邻地块补偿标准不一，座谈中多户提出比较。' },
  { id: 'B6', p: 4, q: 4, residual: { p: 2, q: 3 }, note: '补偿方案公示不足，部分住户未收到书面告知。' },
  { id: 'D3', p: 3, q: 2 },
  { id: 'F10', p: 3, q: 3 },
  { id: 'H3', p: 4, q: 4, residual: { p: 3, q: 3 }, note: '近三年同镇街有集体访，积案未全部化解。' },
];

/** Runs the main job from an empty store to the verified history; returns what it left in the folder. */
export async function guide(out: string, tell: (text: string) => void): Promise<readonly Made[]> {
  const store = join(out, 'fengqiao.db');
  const made: Made[] = [];
  const { app, page } = await launch(join(out, '.profile'), store);
  const look = async (name: string, about: string): Promise<void> => {
    await page.waitForTimeout(LOOK_MS);
    const number = made.filter((one) => one.name.endsWith('.png')).length + 1;
    const file = `${String(number).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(out, file) });
    made.push({ name: file, about });
    tell(about);
  };
  const pause = (): Promise<void> => page.waitForTimeout(LOOK_MS / 3);

  try {
    await look('first-start', 'The first start: an administrator, or sample data');
    await firstStart(page);
    await look('sample-loaded', 'Synthetic sample batches for all 48 categories are imported');
    await page.getByTestId('setup-continue').click();
    await signOut(page);

    await signIn(page, 'it');
    await page.getByTestId('nav-catalogue').click();
    await look('catalogue', 'The catalogue: 7 systems, 48 categories, what each holds');
    await offerFiles(page, [sampleBatch(out)]);
    await expect(page.getByTestId('mapping-table')).toBeVisible();
    await mapDate(page);
    await look('import-preview', 'A new batch: category guessed, columns mapped, first rows shown');
    const ledger = await runImport(page);
    await look('import-result', `The ledger: read ${String(ledger.read)} = accepted ${String(ledger.accepted)} + unchanged ${String(ledger.unchanged)} + superseded ${String(ledger.superseded)} + rejected ${String(ledger.rejected)}`);
    if (!closes(await readLedger(page))) throw new Error('the ledger does not close');
    await signOut(page);

    await assess(page, look, pause);
    await decide(page, look);

    await page.getByTestId('tab-report').click();
    await expect(page.getByTestId('report-export')).toBeVisible();
    await look('report', 'The report page');
    const report = '评估报告.xlsx';
    await saveTo(app, join(out, report));
    await page.getByTestId('report-export').click();
    await expect.poll(() => value(store, "SELECT count(*) FROM audit WHERE action = 'report.exported'")).toBe(1);
    made.push({ name: report, about: 'The Excel report' });
    await page.getByTestId('tab-history').click();
    await look('history', 'The history of the decision');
    await signOut(page);

    await signIn(page, 'auditor');
    await page.getByTestId('nav-audit').click();
    await page.getByTestId('audit-verify').click();
    await expect(page.getByTestId('audit-verdict')).toHaveAttribute('data-ok', 'true');
    await look('audit', 'The audit chain, verified');
  } finally {
    await app.close();
  }
  const cli = join(import.meta.dirname, '../../electron/data/cli/index.ts');
  execFileSync(process.execPath, [cli, 'audit', 'verify', '--db', store], { stdio: ['ignore', 'pipe', 'inherit'] });
  tell('The command line agrees: the chain is intact');
  return [...made, { name: 'fengqiao.db', about: `The store (sample accounts it, evaluator, manager, auditor, admin; password ${PASSWORD})` }];
}

async function firstStart(page: Page): Promise<void> {
  await page.getByTestId('setup-password').fill(PASSWORD);
  await page.getByTestId('setup-password-repeat').fill(PASSWORD);
  await page.getByTestId('setup-sample').click();
  await expect(page.getByTestId('sample-result')).toBeVisible({ timeout: 300_000 });
}

type Look = (name: string, about: string) => Promise<void>;

async function assess(page: Page, look: Look, pause: () => Promise<void>): Promise<void> {
  await signIn(page, 'evaluator');
  await createFromProject(page, PROJECT);
  await look('basics', 'A matter from an imported project, its fields carried over');
  await page.getByTestId('step-evidence').click();
  await expect(page.getByTestId('evidence-table').locator('tbody tr').first()).toBeVisible();
  await look('evidence', 'What the imported data says for these places');
  await identify(page, FACTORS.map(({ id }) => id), AREAS, '本项目不涉及');
  await look('identify', 'Factors identified and excluded, with reasons');
  await score(page, FACTORS, pause);
  await page.getByTestId('factor-B5').click();
  await look('scoring', 'Scoring: wording, evidence for exactly this factor, and the matrix');
  await addMeasure(page, '公示补偿标准，逐户签约前复核', '区征收办', '2027-03-31', FACTORS, pause);
  await look('matrix', 'Measures, residual scores, and the matrix moving');
  await conclude(page, { initial: '12', residual: '8' }, 'implementAfterMeasures', '落实防范化解措施后为低风险，可以实施。');
  await look('level', 'The level in a sentence, the four paths, the conclusion');
  await submit(page);
  await look('submitted', 'Submitted: another person decides');
  await signOut(page);
}

async function decide(page: Page, look: Look): Promise<void> {
  await signIn(page, 'manager');
  await page.getByTestId('nav-matters').click();
  await page.getByTestId('proposals-table').locator('tbody tr').first().click();
  await page.getByTestId('step-submit').click();
  await page.getByTestId('decide-agree').click();
  await page.getByTestId('decide-agree-confirm').click();
  await expect(page.getByTestId('state-notice')).toHaveAttribute('data-state', 'decided');
  await look('decided', 'Decided and frozen, with the hash of its snapshot');
}

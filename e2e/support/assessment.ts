import { expect, type Page } from '@playwright/test';

export interface Scored {
  readonly id: string;
  /** Worded levels 1..5; their values are 0.1, 0.3, 0.5, 0.7, 0.9. */
  readonly p: number;
  readonly q: number;
  readonly residual?: { readonly p: number; readonly q: number };
  /** What the score rests on. */
  readonly note?: string;
}

/** What a watcher may want to see between two steps; specs pass nothing. */
export type Pause = () => Promise<void>;
const noPause: Pause = () => Promise.resolve();

/** Makes a matter from the imported project that the text finds first. */
export async function createFromProject(page: Page, text: string): Promise<void> {
  await page.getByTestId('nav-matters').click();
  await page.getByTestId('proposals-new').or(page.getByTestId('proposals-new-empty')).first().click();
  await page.getByTestId('proposal-project-search').fill(text);
  await page.getByTestId('project-table').locator('tbody tr').filter({ hasText: text }).first().click();
  await expect(page.getByTestId('new-title')).not.toHaveValue('');
  await page.getByTestId('proposal-create').click();
  await expect(page.getByTestId('case-title')).toBeVisible();
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved');
}

/** Includes the factors given and excludes the others of every area, with a reason. */
export async function identify(page: Page, ids: readonly string[], areas: readonly string[], reason: string): Promise<void> {
  await page.getByTestId('step-identify').click();
  for (const id of ids) await page.getByTestId(`factor-${id}-identified`).click();
  for (const area of areas) {
    await page.getByTestId(`area-${area}-exclude`).click();
    await page.getByTestId(`area-${area}-reason`).fill(reason);
    await page.getByTestId(`area-${area}-exclude-confirm`).click();
    await expect(page.getByTestId(`area-${area}-exclude`)).toBeHidden();
  }
  await saved(page);
}

export async function score(page: Page, factors: readonly Scored[], pause: Pause = noPause): Promise<void> {
  await page.getByTestId('step-score').click();
  for (const { id, p, q, note } of factors) {
    await page.getByTestId(`factor-${id}`).click();
    await page.getByTestId(`score-p-${String(p)}`).click();
    await page.getByTestId(`score-q-${String(q)}`).click();
    if (note !== undefined) {
      await page.getByTestId('score-note').fill(note);
      await page.getByTestId('score-note').blur();
    }
    await pause();
  }
  await saved(page);
}

/** One measure for all the factors that have a residual, and their residual scores. */
export async function addMeasure(page: Page, title: string, owner: string, deadline: string, factors: readonly Scored[], pause: Pause = noPause): Promise<void> {
  await page.getByTestId('step-measures').click();
  await page.getByTestId('measure-new-title').fill(title);
  await page.getByTestId('measure-add').click();
  await page.getByTestId('measure-owner').fill(owner);
  await page.getByTestId('measure-control-point').fill('签约公示之前');
  const date = page.getByTestId('measure-deadline').locator('input');
  await date.fill(deadline);
  await date.press('Enter');
  for (const { id, residual } of factors) if (residual !== undefined) await page.getByTestId(`measure-factor-${id}`).click();
  await page.getByTestId('residual-scope-all').click();
  for (const { id, residual } of factors) {
    await page.getByTestId('residual-panel').getByTestId(`factor-${id}`).click();
    if (residual === undefined) {
      await page.getByTestId('residual-same').click();
    } else {
      await page.getByTestId(`residual-p-${String(residual.p)}`).click();
      await page.getByTestId(`residual-q-${String(residual.q)}`).click();
    }
    await pause();
  }
  await saved(page);
}

interface BothSides {
  readonly initial: string;
  readonly residual: string;
}

/** Survey, expected incident and triggers on both sides, then the conclusion. */
export async function conclude(page: Page, opposedPercent: BothSides, code: string, text: string, people: BothSides = { initial: '0', residual: '0' }): Promise<void> {
  await page.getByTestId('step-conclusion').click();
  for (const side of ['initial', 'residual'] as const) {
    await page.getByTestId(`${side}-opposed`).fill(opposedPercent[side]);
    await page.getByTestId(`${side}-surveyed`).fill('240');
    await page.getByTestId(`${side}-people`).fill(people[side]);
    if (people[side] !== '0') await page.getByTestId(`${side}-incident-source`).fill('示例研判');
    await page.getByTestId(`${side}-triggers-none`).click();
  }
  await page.getByTestId('conclusion-code').click();
  await page.getByTestId(`conclusion-${code}`).click();
  await page.getByTestId('conclusion-text').fill(text);
  await page.getByTestId('conclusion-text').blur();
  await saved(page);
}

export async function submit(page: Page): Promise<void> {
  await page.getByTestId('step-submit').click();
  await page.getByTestId('submit-assessment').click();
  await page.getByTestId('submit-assessment-confirm').click();
  await expect(page.getByTestId('state-notice')).toHaveAttribute('data-state', 'submitted');
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, agreed, agreementSchema, chinaDay, daysBetween, freshness, monthEnd, monthSpan, monthsUpTo, newestWholeMonth, periodOf, type SupplyFacts } from './index.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const facts = (patch: Partial<SupplyFacts>): SupplyFacts => ({
  rhythm: 'monthly', graceDays: 10, today: '2026-06-20', lastBatchOn: '2026-06-08', newestDay: '2026-05-30', rowsLastYear: 5000, ...patch,
});

describe('freshness', () => {
  it('counts a month as held when the batch came after its end', () => {
    expect(freshness(facts({}))).toEqual({ state: 'current', basis: 'data', coveredTo: '2026-05-31', nextEnd: '2026-06-30', dueOn: '2026-07-10', daysLate: 0 });
  });

  it('does not count the month in which the batch came', () => {
    expect(freshness(facts({ lastBatchOn: '2026-05-30' }))).toMatchObject({ coveredTo: '2026-04-30', nextEnd: '2026-05-31', dueOn: '2026-06-10', state: 'due', daysLate: 10 });
  });

  it.each([
    ['2026-06-30', 'current', 0], ['2026-07-01', 'expected', 0], ['2026-07-10', 'expected', 0], ['2026-07-11', 'due', 1], ['2027-01-01', 'due', 175],
  ] as const)('on %s the batch of June is %s, %i days late', (today, state, daysLate) => {
    expect(freshness(facts({ today }))).toMatchObject({ state, daysLate, dueOn: '2026-07-10' });
  });

  it.each([
    ['daily', 3, '2026-06-07', '2026-06-08', '2026-06-11'],
    ['weekly', 5, '2026-05-31', '2026-06-07', '2026-06-12'],
    ['quarterly', 20, '2026-03-31', '2026-06-30', '2026-07-20'],
    ['yearly', 45, '2025-12-31', '2026-12-31', '2027-02-14'],
  ] as const)('knows the %s rhythm', (rhythm, graceDays, coveredTo, nextEnd, dueOn) => {
    // Data of the week before arrived on Monday 2026-06-08.
    expect(freshness(facts({ rhythm, graceDays, newestDay: rhythm === 'weekly' ? '2026-05-28' : '2026-06-07' }))).toMatchObject({ coveredTo, nextEnd, dueOn });
  });

  it('takes the batch for it where rows are too rare to tell, or carry no day', () => {
    // 98 days without a row before the batch of 2026-06-08: five rows were to be expected from 19 rows a year on.
    const rare = facts({ rhythm: 'daily', graceDays: 3, newestDay: '2026-03-01', rowsLastYear: 18 });
    expect(freshness(rare)).toMatchObject({ basis: 'batch', coveredTo: '2026-06-07', dueOn: '2026-06-11' });
    expect(freshness({ ...rare, rowsLastYear: 19 })).toMatchObject({ basis: 'data', coveredTo: '2026-03-01', state: 'due' });
    expect(freshness({ ...rare, newestDay: '2026-06-07' })).toMatchObject({ basis: 'data', coveredTo: '2026-06-07' });
    expect(freshness(facts({ newestDay: null, rowsLastYear: 0 }))).toMatchObject({ basis: 'batch', coveredTo: '2026-05-31', state: 'current' });
  });

  it('says when nothing ever came', () => {
    expect(freshness(facts({ lastBatchOn: null, newestDay: null }))).toEqual({ state: 'never', basis: null, coveredTo: null, nextEnd: null, dueOn: null, daysLate: 0 });
  });

  it('never goes back: a later day is never fresher, newer data never staler', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2023-01-01', days));
    const rhythm = fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly', 'yearly');
    fc.assert(fc.property(rhythm, day, day, day, fc.nat(30), (rhythm, a, b, today, more) => {
      const [newestDay, lastBatchOn] = a < b ? [a, b] : [b, a];
      const one = freshness(facts({ rhythm, newestDay, lastBatchOn, today }));
      const later = freshness(facts({ rhythm, newestDay, lastBatchOn, today: addDays(today, more) }));
      const newer = freshness(facts({ rhythm, newestDay: addDays(newestDay, more), lastBatchOn: addDays(lastBatchOn, more), today }));
      expect(later.daysLate).toBeGreaterThanOrEqual(one.daysLate);
      expect(newer.daysLate).toBeLessThanOrEqual(one.daysLate);
      // Nothing is held that had not come by the day of the batch, and the next period begins right after it.
      expect(one.coveredTo! < lastBatchOn).toBe(true);
      expect(periodOf(rhythm, one.nextEnd!).start).toBe(addDays(one.coveredTo!, 1));
    }));
  });
});

describe('newestWholeMonth', () => {
  it('leaves out the month that still ran when the batch came', () => {
    expect(newestWholeMonth('2026-05-31', '2026-06-01')).toBe('2026-05');
    expect(newestWholeMonth('2026-05-31', '2026-05-31')).toBe('2026-04');
    expect(newestWholeMonth('2026-06-08', '2026-06-09')).toBe('2026-05');
    expect(newestWholeMonth(null, '2026-06-09')).toBeNull();
  });
});

describe('days and months', () => {
  it('takes the day of China for an instant', () => {
    expect(chinaDay(new Date('2026-05-31T15:59:59.999Z'))).toBe('2026-05-31');
    expect(chinaDay(new Date('2026-05-31T16:00:00.000Z'))).toBe('2026-06-01');
  });

  it('counts months over the turn of the year', () => {
    expect(monthsUpTo('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(monthSpan('2025-11', '2026-02')).toBe(4);
    expect(monthEnd('2028-02')).toBe('2028-02-29');
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });

  it('puts every day into exactly one period of each rhythm', () => {
    fc.assert(fc.property(fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly', 'yearly'), fc.integer({ min: -20_000, max: 60_000 }), (rhythm, days) => {
      const day = addDays('1970-01-01', days);
      const { start, end } = periodOf(rhythm, day);
      expect(start <= day && day <= end).toBe(true);
      expect(periodOf(rhythm, end)).toEqual({ start, end });
      expect(periodOf(rhythm, addDays(end, 1)).start).toBe(addDays(end, 1));
    }));
    // A Monday.
    expect(periodOf('weekly', '2026-06-08')).toEqual({ start: '2026-06-08', end: '2026-06-14' });
  });
});

describe('agreement', () => {
  const file = new URL('../../../resources/quality/agreement.json', import.meta.url);

  it('is shipped in order, and lets an office agree otherwise for one category', () => {
    const shipped = agreementSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(agreed(shipped, { id: '2.1', rhythm: 'daily' })).toEqual({ rhythm: 'daily', graceDays: shipped.graceDays.daily });
    const own = { ...shipped, categories: { '2.1': { rhythm: 'monthly' as const }, '2.2': { graceDays: 40 } } };
    expect(agreed(own, { id: '2.1', rhythm: 'daily' })).toEqual({ rhythm: 'monthly', graceDays: shipped.graceDays.monthly });
    expect(agreed(own, { id: '2.2', rhythm: 'daily' })).toEqual({ rhythm: 'daily', graceDays: 40 });
  });

  it('has a schema file that is up to date (vitest -u writes it)', async () => {
    const schema = { title: 'What was agreed with the senders of batches', ...z.toJSONSchema(agreementSchema, { io: 'input' }) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(new URL('../../../resources/quality/agreement.schema.json', import.meta.url).pathname);
  });
});

import { writePetitions, type Petition } from '../support/petitions.ts';

const TOWNS = ['330602001', '330602002', '330603001', '330604001', '330681001', '330683001'];

/** A synthetic batch of petitions with a few faults, as an office might send it. */
export function sampleBatch(folder: string): string {
  const rows: Petition[] = Array.from({ length: 60 }, (_, index) => ({
    no: `YL-202610-${String(index + 1).padStart(4, '0')}`,
    on: index % 3 === 0 ? `2026年10月${String((index % 28) + 1)}日` : `2026/10/${String((index % 28) + 1)}`,
    people: String((index % 7) + 1),
    text: '【样例】征地补偿诉求',
    region: TOWNS[index % TOWNS.length] ?? '330602001',
  }));
  const faults: readonly Petition[] = [
    { no: 'YL-202610-0101', on: '2026/10/41' }, { no: '', on: '2026/10/5' }, { no: 'YL-202610-0103', on: '2026/10/6', people: '若干' },
    { no: 'YL-202610-0104', on: '2026/10/7', region: '330602999' },
  ];
  return writePetitions(folder, '样例-信访件-2026年10月.csv', [...rows, ...faults]);
}

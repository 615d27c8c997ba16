import { MessageChannel } from 'node:worker_threads';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CellValue } from '#shared/domain/codes/index.ts';
import { makeKit, type Kit } from '../fixtures/kit.ts';
import { STREAMING } from '../thread-limits.ts';
import { openChecked, type CheckedSource } from './checked-source.ts';
import { PACKS_AHEAD, type CheckerMessage } from './checker-messages.ts';
import { openCheckedInThread } from './checker-thread.ts';
import { unpack, type PackedRows } from './packed.ts';
import { serveChecked } from './serve-checked.ts';

const SCRIPT = new URL('../worker.ts', import.meta.url);
const HEADER = '编号,发生日期,属地,金额,部门,当事人,身份证号\n';
/** More than a few packs, so that the threads have to wait for each other. */
const ROWS = 12_000;

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

/** Every seventh row is refused; places, amounts and names differ. */
function table(): string {
  const row = (n: number): string => `A${String(n)},${n % 7 === 3 ? '2024-13-05' : '2024-03-05'},${n % 2 === 0 ? '330602002' : '府山街道'},${String(n)}.5,第${String(n % 40)}科室办公室,甲${String(n)},\n`;
  return HEADER + Array.from({ length: ROWS }, (_, n) => row(n)).join('');
}

interface All {
  readonly values: readonly CellValue[];
  readonly refused: readonly unknown[];
  readonly end: unknown;
}

/** What is encrypted differs each time, so it is read back. */
async function all(source: CheckedSource): Promise<All> {
  const plain = (value: CellValue): CellValue => (typeof value === 'string' && value.startsWith('p1:') ? kit.secrets.reveal(value) : value);
  const values: CellValue[] = [];
  const refused: unknown[] = [];
  try {
    for await (const rows of source.packs()) {
      for (const value of unpack(rows)) values.push(plain(value));
      for (const row of rows.refused) refused.push({ ...row, sealed: kit.secrets.reveal(row.sealed) });
    }
    await source.assertUnchanged();
    return { values, refused, end: [source.headers(), source.encoding(), await source.sha256(), source.progress(), source.format, source.size, source.sheet] };
  } finally {
    await source.close();
  }
}

describe('rows read and checked in a thread of their own', () => {
  it('are those that this thread would have read, with everything that is told of the file', async () => {
    const job = await kit.job(kit.file('a.csv', table()));
    const here = await all(await openChecked(kit.secrets, kit.regions, job));
    const there = await all(await openCheckedInThread(SCRIPT, job, STREAMING));
    expect(here.refused).toHaveLength(Math.ceil((ROWS - 3) / 7));
    expect(there).toEqual(here);
  });

  it('fail as they would fail here: at the start, and in the middle', async () => {
    const job = await kit.job(kit.file('a.csv', table()));
    await expect(openCheckedInThread(SCRIPT, { ...job, path: `${job.path}.gone` }, STREAMING)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    kit.file('a.csv', Buffer.concat([Buffer.from(table()), Buffer.from([0xff, 0xfe, 0xff, 0x0a])]));
    await expect(openCheckedInThread(SCRIPT, job, STREAMING).then(all)).rejects.toMatchObject({ code: 'FILE_ENCODING' });
  });

  it('are lost with their thread, and say so', async () => {
    const job = await kit.job(kit.file('a.csv', table()));
    await expect(openCheckedInThread(new URL('data:text/javascript,process.exit(0)'), job, STREAMING)).rejects.toMatchObject({ code: 'DATA_PROCESS_LOST' });
  });

  it('never run more than a few packs ahead of the one that writes', async () => {
    const { port1: here, port2: there } = new MessageChannel();
    const heard: CheckerMessage[] = [];
    here.on('message', (message: CheckerMessage) => heard.push(message));
    const pack: PackedRows = { marks: new Int32Array(0), texts: '', numbers: new Float64Array(0), refused: [] };
    const source: CheckedSource = {
      format: 'csv', size: 1, sheet: null, progress: () => ({ done: 0, total: 1 }), headers: () => [], encoding: () => null,
      async *packs() {
        for (let n = 0; n < PACKS_AHEAD * 3; n += 1) yield await Promise.resolve({ ...pack, marks: new Int32Array(0), numbers: new Float64Array(0) });
      },
      sha256: () => Promise.resolve(''), assertUnchanged: () => Promise.resolve(), close: () => Promise.resolve(),
    };
    const served = serveChecked(there, () => Promise.resolve(source));
    const packs = (): number => heard.filter(({ type }) => type === 'rows').length;
    const until = async (type: CheckerMessage['type']): Promise<void> => {
      while (!heard.some((message) => message.type === type)) await once(here, 'message');
    };
    await until('opened');
    here.postMessage({ type: 'unchanged' });
    await until('unchanged');
    expect(packs()).toBe(PACKS_AHEAD);
    for (let n = 0; n < PACKS_AHEAD * 2; n += 1) here.postMessage({ type: 'more' });
    await served;
    await until('end');
    expect(packs()).toBe(PACKS_AHEAD * 3);
    here.close();
  });
});

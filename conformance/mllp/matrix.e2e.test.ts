import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { runClock } from '../history/clock.ts';
import { type CaseResult, playAgainst } from './against.ts';
import { MLLP_CASES } from './cases/index.ts';
import { hasPythonHl7, medplum, nodeHl7Server, pythonHl7, type Stock } from './stock/stock.test-helper.ts';

const PAGE = new URL('../../docs/mllp.md', import.meta.url);
const MARK = '<!-- cases -->\n';
const WAIT_MS = 2000;
const AT_A_TIME = 4;

/** Silence that cannot be proven because others kept the server busy would be left open: few at a time. */
const played = async (stock: Stock): Promise<ReadonlyMap<string, CaseResult>> => {
  const results = new Map<string, CaseResult>();
  const waiting = [...MLLP_CASES.values()];
  const clock = runClock();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const stem = `M${MLLP_CASES.size - waiting.length}N`;
      const against = { host: '127.0.0.1', port: stock.port, clock, waitMs: WAIT_MS };
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      results.set(next.name, await playAgainst(next, against, stem));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
};

/** In the order of the table; each is there once it has been played. */
const SERVERS = ['node-hl7-server 2.5.0', '@medplum/hl7 5.0.10', 'python3-hl7'] as const;
const columns = new Map<(typeof SERVERS)[number], ReadonlyMap<string, CaseResult>>();
const failing = (results: ReadonlyMap<string, CaseResult>): string[] =>
  [...results.values()].filter((r) => r.verdict === 'FAIL').map((r) => r.name);

// Each waits for what its own server does not say, most of the time.
describe.concurrent('cases against servers that are not ours', () => {
  test('the stock node-hl7-server fails: it answers earlier messages of a connection again', async () => {
    const stock = await nodeHl7Server();
    const results = await played(stock).finally(() => stock.close());
    columns.set('node-hl7-server 2.5.0', results);
    expect(failing(results)).toEqual(expect.arrayContaining(['three-on-one-connection', 'many-on-one-connection']));
  }, 120_000);

  test('@medplum/hl7', async () => {
    const stock = await medplum();
    const results = await played(stock).finally(() => stock.close());
    columns.set('@medplum/hl7 5.0.10', results);
    expect(results.get('one-write')?.verdict).toBe('PASS');
  }, 120_000);

  test.skipIf(!hasPythonHl7())(
    'python3-hl7 (skipped where Debian`s package is not there)',
    async () => {
      const stock = await pythonHl7();
      const results = await played(stock).finally(() => stock.close());
      columns.set('python3-hl7', results);
      expect(results.get('one-write')?.verdict).toBe('PASS');
    },
    120_000,
  );
});

const WORD: Readonly<Record<CaseResult['verdict'], string>> = { PASS: 'pass', FAIL: '**fail**', INCONCLUSIVE: 'open' };

const table = (): string => {
  const names = SERVERS.filter((name) => columns.has(name));
  const rows = [...MLLP_CASES.values()].map(
    ({ name, sentence, topic }) =>
      `| \`${name}\` | ${topic} | ${sentence} | ${names.map((n) => WORD[columns.get(n)?.get(name)?.verdict ?? 'INCONCLUSIVE']).join(' | ')} |`,
  );
  return [
    `| case | topic | what a receiver does | ${names.join(' | ')} |`,
    `| --- | --- | --- | ${names.map(() => '---').join(' | ')} |`,
    ...rows,
  ].join('\n');
};

afterAll(() => {
  if (process.env['UPDATE_DOCS'] !== '1') return;
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, `${page.slice(0, page.indexOf(MARK) + MARK.length)}\n${table()}\n`);
});

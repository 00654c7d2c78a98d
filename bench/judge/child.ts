/** One measurement in a process of its own: `child.ts floor|read|judge FILE`. Prints a line of JSON. */
import { createReadStream } from 'node:fs';
import { readHistoryBatches } from '../../conformance/history/reader.ts';
import { LineSplitter, textOf } from '../../conformance/history/split-lines.ts';
import { judgeHistory } from '../../conformance/judge.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';

const [mode, file = ''] = process.argv.slice(2);

/** What no judge of JSON lines can be faster than: every line parsed, nothing kept. */
const floor = async (): Promise<object> => {
  const splitter = new LineSplitter(file);
  let lines = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }))
    for (const line of splitter.push(chunk as Buffer)) if (JSON.parse(textOf(line)) !== undefined) lines++;
  return { lines };
};

const read = async (): Promise<object> => {
  let lines = 0;
  for await (const batch of readHistoryBatches(file, { wire: false })) lines += batch.length;
  return { lines };
};

const judge = async (): Promise<object> => {
  const { verdict, exitCode, requirements, lanes } = await judgeHistory(file, loadCatalogue());
  const of = (id: string): number => requirements.find((r) => r.requirement === id)?.counts.must ?? 0;
  return {
    verdict,
    exitCode,
    failed: requirements.filter((r) => r.verdict === 'FAIL').map((r) => r.requirement),
    lanes: lanes.filter((l) => l.verdict !== 'PASS').map((l) => `${l.lane} ${l.verdict}`),
    demanded: of('ALR-01'),
  };
};

const began = performance.now();
const found = await (mode === 'floor' ? floor() : mode === 'read' ? read() : judge());
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
console.log(JSON.stringify({ ...found, seconds, cpuSeconds, rssMb: process.resourceUsage().maxRSS / 1024 }));

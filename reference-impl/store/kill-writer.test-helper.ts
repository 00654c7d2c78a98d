/** A process to be killed: files readings without end, and prints each identifier once it is acknowledged. */
import { writeSync } from 'node:fs';
import { createReadyWorld, GATEWAY, orderOf, readingOf } from '../world.test-helper.ts';

const [path = '', round = ''] = process.argv.slice(2);
const world = await createReadyWorld(orderOf(), { databasePath: path });

const write = async (writer: number): Promise<void> => {
  for (let i = 0; ; i++) {
    const identifier = { system: 'urn:test', value: `${round}-${writer}-${i}` };
    const minute = String(i % 60).padStart(2, '0');
    const reading = readingOf('200', 'mg/dL', { identifier, effective: `2026-03-03T11:${minute}:00Z` });
    const outcome = await world.pipeline.readings.file(GATEWAY, [reading]);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    writeSync(1, `${identifier.value}\n`);
  }
};
await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));

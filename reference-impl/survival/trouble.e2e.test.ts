import { afterEach, expect, test } from 'vitest';
import { createPipeline } from '../app.ts';
import type { Pipeline } from '../pipeline.ts';
import { StoreUnavailable } from '../store/unavailable.ts';
import { type Client, startClient, tokenFor } from '../api/fhir/client.test-helper.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A pipeline whose searches fail like this. */
const startFailing = async (error: Error): Promise<{ client: Client; reported: unknown[] }> => {
  const pipeline = createPipeline({ databasePath: newDatabase() });
  const failing: Pipeline = {
    ...pipeline,
    inbox: {
      ...pipeline.inbox,
      search: () => {
        throw error;
      },
    },
  };
  const reported: unknown[] = [];
  const client = await startClient(failing, { report: (what) => reported.push(what) });
  open.push(client, pipeline);
  return { client, reported };
};

test('a search that the disk refuses is to be sent again, and whoever operates it is told', async () => {
  const error = new StoreUnavailable('input-output');
  const { client, reported } = await startFailing(error);
  const answer = await client.call('GET', '/Task', tokenFor('ehr'));
  expect([answer.status, answer.refusal, answer.headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
  expect(reported).toEqual([error]);
});

test('a defect is none of that', async () => {
  const { client } = await startFailing(new TypeError('a defect'));
  const answer = await client.call('GET', '/Task', tokenFor('ehr'));
  expect([answer.status, answer.refusal]).toEqual([500, undefined]);
});

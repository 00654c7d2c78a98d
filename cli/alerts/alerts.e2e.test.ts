import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReceiver } from '../../reference-impl/api/hl7v2/alerts/receiver.test-helper.ts';
import { startReference } from '../../reference-impl/server.ts';
import { createReadyWorld, must, readingOf } from '../../reference-impl/world.test-helper.ts';
import { commandLine } from '../command-line.test-helper.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-alerts-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const vitalproof = commandLine(() => ({}));
const databasePath = join(directory, 'own', 'reference.db');
const at = ['--db', databasePath];

describe('alerts that the other system refused for good', () => {
  const items: string[] = [];
  beforeAll(async () => {
    const world = await createReadyWorld(undefined, { notesAlerts: true, databasePath });
    must(await world.file(readingOf('305')));
    must(await world.file(readingOf('171')));
    const { alerts } = world.pipeline;
    const [first, second] = [alerts?.next(0), alerts?.next(1)];
    if (alerts === undefined || first === undefined || second === undefined) throw new Error('nothing was noted');
    await alerts.park(first, 'AR unavailable busy\u001b[2J');
    await alerts.park(second, 'AE unknown-code');
    items.push(first.item.identifier.value, second.item.identifier.value);
    await world.pipeline.close();
  });

  test('are listed with the reason, and sent again as they are named', async () => {
    const told = '2026-03-03T12:00:00.000Z  start';
    expect(await vitalproof('alerts', ...at)).toEqual({
      code: 0,
      out: `1  ${told}  critical  ${items[0]}  AR unavailable busy [2J\n2  ${told}  abnormal  ${items[1]}  AE unknown-code\n`,
      err: '',
    });
    expect(await vitalproof('alerts', '1', ...at)).toMatchObject({
      code: 0,
      out: 'One is sent again once the reference runs.\n',
    });
    expect((await vitalproof('alerts', ...at)).out).toMatch(/^2 [^\n]*\n$/);
    const again = await vitalproof('alerts', '2', '1', ...at);
    expect([again.code, again.out]).toEqual([64, '']);
    expect(again.err).toContain('no alert 1 is put aside');
    expect((await vitalproof('alerts', '2', '2', ...at)).code).toBe(0);
    expect((await vitalproof('alerts', ...at)).out).toBe('No alert is put aside.\n');
  });

  test('are told in the log as they are put aside, and come to the other system once they are sent again', async () => {
    const receiver = await startReceiver();
    const lines: string[] = [];
    const log = {
      info: () => {},
      error: (what: object, said: string) => void lines.push(`${said} ${JSON.stringify(what)}`),
    };
    const started = {
      databasePath,
      tokenKey: 'k'.repeat(32),
      alerts: { host: receiver.host, port: receiver.port },
      log,
    };
    receiver.answer('AE');
    const first = await startReference(started);
    await receiver.until(2);
    await expect
      .poll(() => lines)
      .toEqual(['an alert was put aside {"alert":3,"answer":"AE","do":"vitalproof alerts"}']);
    await first.close();
    expect((await vitalproof('alerts', '3', ...at)).code).toBe(0);
    const second = await startReference(started);
    const told = () => receiver.alerts.filter(({ item }) => item.identifier.value === items[0]);
    await expect.poll(() => told().length).toBe(2);
    await second.close();
    await receiver.close();
    expect(new Set(told().map(({ controlId }) => controlId)).size, 'a new message, so that it is judged anew').toBe(2);
  });

  test('are asked for by their numbers, of a database that is there', async () => {
    expect((await vitalproof('alerts', 'all', ...at)).code).toBe(64);
    expect((await vitalproof('alerts', '--db', join(directory, 'none.db'))).code).toBe(65);
    expect((await vitalproof('alerts', '--db', 'x', '--data', 'y')).code).toBe(64);
  });
});

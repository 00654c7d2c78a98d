import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { InputProblem } from '../../../contract/input-problem.ts';
import { runClock } from '../../history/clock.ts';
import { type AlertListener, startAlertListener } from '../../sight/alerts/alert-listener.ts';
import { HL7_EXAMPLES } from '../../sight/alerts/examples.test-helper.ts';
import { referenceProfile, type SutProfile } from '../profile.ts';
import { alertDesk } from './alerts.ts';

const { R40, namespaces, patient } = HL7_EXAMPLES;
const own = referenceProfile({
  fhirBase: 'http://127.0.0.1:1/fhir',
  hl7: { host: '127.0.0.1', port: 2 },
  alertPort: 3,
});
const profile: SutProfile = { ...own, namespaces, deadlines: { critical: 100, other: 100, filed: 100, again: 300 } };

let listener: AlertListener;
beforeEach(async () => {
  listener = await startAlertListener();
});
afterEach(() => listener.close());

/** Sends, and settles when the connection was answered on or cut. */
const send = async (text: string): Promise<void> => {
  const socket = connect(listener.port, '127.0.0.1');
  const over = new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.once('close', () => resolve());
    // A connection that is cut may end in an error, and then closes.
    socket.on('error', () => undefined);
  });
  socket.write(frame(text));
  await over;
  socket.destroy();
};

test('what came is read with the bytes that came', async () => {
  const desk = alertDesk(profile, 3, runClock(), listener);
  await desk.perform({ op: 'alerts.listen', patient });
  await send(R40('C1'));
  const { outcome, output, wire } = await desk.perform({ op: 'alerts.read', patient });
  expect(outcome).toBe('ok');
  expect(output?.alerts).toMatchObject({ waiting: 0, told: [{ controlId: 'C1', reply: 'taken' }] });
  expect(wire?.response).toBe(R40('C1'));
  await desk.close();
});

test('reading waits for what was not taken, until it comes again', async () => {
  const clock = runClock();
  const desk = alertDesk({ ...profile, deadlines: { ...profile.deadlines, again: 60_000 } }, 3, clock, listener);
  await desk.perform({ op: 'alerts.listen', patient, replies: ['cut'] });
  await send(R40('C1'));
  const reading = desk.perform({ op: 'alerts.read', patient });
  await send(R40('C1'));
  const { output } = await reading;
  expect(output?.alerts).toMatchObject({ waiting: 0, told: [{ reply: 'cut' }, { reply: 'taken' }] });
  await desk.close();
});

test('and no longer than it has time for that', async () => {
  const clock = runClock();
  const desk = alertDesk(profile, 3, clock, listener);
  await desk.perform({ op: 'alerts.listen', patient, replies: ['cut'] });
  await send(R40('C1'));
  const { output, settled } = await desk.perform({ op: 'alerts.read', patient });
  expect(output?.alerts).toMatchObject({ waiting: 0, told: [{ reply: 'cut' }] });
  expect(settled - (output?.alerts?.told[0]?.at ?? settled)).toBeGreaterThanOrEqual(300_000_000);
  await desk.close();
});

test('after a run its system is taken from as before, and another run has a book of its own', async () => {
  const first = alertDesk(profile, 3, runClock(), listener);
  await first.perform({ op: 'alerts.listen', patient });
  await first.close();
  await send(R40('C1'));
  const second = alertDesk(profile, 3, runClock(), listener);
  await second.perform({ op: 'alerts.listen', patient });
  await send(R40('C2'));
  const { output } = await second.perform({ op: 'alerts.read', patient });
  expect(output?.alerts?.told.map(({ controlId }) => controlId)).toEqual(['C2']);
  await second.close();
});

test('where the port cannot be had that is told before anything is sent', async () => {
  const desk = alertDesk(profile, listener.port, runClock());
  await expect(desk.ready).rejects.toThrow(InputProblem);
  await desk.close();
});

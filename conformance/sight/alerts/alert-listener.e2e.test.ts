import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { decodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { HL7_EXAMPLES } from './examples.test-helper.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import { runClock } from '../../history/clock.ts';
import { AlertBook } from './alert-book.ts';
import { type AlertListener, startAlertListener } from './alert-listener.ts';

const { R40, MDM, patient, namespaces } = HL7_EXAMPLES;
let listener: AlertListener;
let book: AlertBook;
const sockets: Socket[] = [];

beforeEach(async () => {
  listener = await startAlertListener();
  const clock = runClock();
  book = new AlertBook(clock, namespaces, 1000);
  listener.attend(book, clock);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await listener.close();
});

const opened = async (): Promise<Socket> => {
  const socket = connect(listener.port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  // A connection that is cut may end in an error, and then closes.
  socket.on('error', () => undefined);
  return socket;
};
/** MSA-1 and MSA-2 of the next acknowledgement, or that the connection was cut. */
const answered = async (socket: Socket): Promise<string> => {
  const framer = new MllpFramer();
  return await new Promise((resolve) => {
    socket.once('close', () => resolve('cut'));
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk)) {
        const message = parseMessage(bytes);
        const ack = message.ok ? decodeAck(message.value) : undefined;
        resolve(ack === undefined ? 'no acknowledgement' : `${ack.code} ${ack.controlId}`);
      }
    });
  });
};
/** The acknowledgements that come, once there are so many. */
const severalAnswered = async (socket: Socket, count: number): Promise<readonly string[]> => {
  const all: string[] = [];
  const framer = new MllpFramer();
  socket.on('data', (chunk: Buffer) => {
    for (const { bytes } of framer.push(chunk)) {
      const message = parseMessage(bytes);
      const ack = message.ok ? decodeAck(message.value) : undefined;
      all.push(`${ack?.code ?? ''} ${ack?.controlId ?? ''}`);
    }
  });
  while (all.length < count) await once(socket, 'data');
  return all;
};
const exchanged = async (text: string): Promise<string> => {
  const socket = await opened();
  socket.write(frame(text));
  return await answered(socket);
};

describe('an alert is answered', () => {
  test('with a commit acknowledgement where that is asked for, and with AA where it is not', async () => {
    book.listen(patient);
    expect(await exchanged(R40('C1'))).toBe('CA C1');
    expect(await exchanged(MDM('C2'))).toBe('AA C2');
    expect(book.read(patient).alerts.told.map(({ type }) => type)).toEqual(['ORU^R40', 'MDM^T02']);
  });
  test.each([
    ['NE|AL', 'AA'],
    ['|AL', 'AA'],
    ['AL|AL', 'CA AA'],
    ['SU|SU', 'CA AA'],
    // It asks for nothing, and hears it.
    ['NE|NE', 'CA'],
  ])('as MSH-15 and MSH-16 ask for it: %s by %s', async (fields, codes) => {
    book.listen(patient);
    const socket = await opened();
    socket.write(frame(R40('C1').replace('|AL|NE|', `|${fields}|`)));
    const count = codes.split(' ').length;
    expect(await severalAnswered(socket, count)).toEqual(codes.split(' ').map((code) => `${code} C1`));
  });
  test('as it was told: later, then by a cut connection, and when it comes again it is taken', async () => {
    book.listen(patient, ['later', 'later', 'cut']);
    expect(await exchanged(R40('C1'))).toBe('CR C1');
    expect(await exchanged(MDM('C2'))).toBe('AR C2');
    expect(await exchanged(R40('C3'))).toBe('cut');
    expect(await exchanged(R40('C3'))).toBe('CA C3');
  });
  test('by nothing, where it is told so, and the connection goes on', async () => {
    book.listen(patient, ['silence']);
    const socket = await opened();
    socket.write(frame(R40('C1')));
    socket.write(frame(R40('C2')));
    expect(await answered(socket)).toBe('CA C2');
    expect(book.read(patient).alerts.told.map(({ reply }) => reply)).toEqual(['silence', 'taken']);
  });
  test('whoever keeps a book, and when nobody does', async () => {
    listener.attend(undefined);
    book.listen(patient, ['cut']);
    expect(await exchanged(R40('C1'))).toBe('CA C1');
    expect(book.read(patient).alerts.told).toEqual([]);
  });
});

test('a port that is taken is told with the field that names it', async () => {
  const failed = await startAlertListener(listener.port).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(InputProblem);
  expect(String((failed as InputProblem).message)).toContain(`port ${listener.port}`);
});

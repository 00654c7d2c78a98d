import { once } from 'node:events';
import net from 'node:net';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Order, Reading } from '../../../contract/domain/index.ts';
import { decodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import type { Ack } from '../../../contract/wire/hl7v2/ack.ts';
import type { Envelope } from '../../../contract/wire/hl7v2/envelope.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import type { Message } from '../../../contract/wire/hl7v2/message.ts';
import { MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import { encodeOrderMessage } from '../../../contract/wire/hl7v2/order.ts';
import type { OrderControl } from '../../../contract/wire/hl7v2/order.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { startHl7Server } from './server.ts';
import type { Hl7ServerOptions } from './server.ts';
import type { RecordingPipeline } from './recording-pipeline.test-helper.ts';

export const NAMESPACES = { EHR: 'urn:example:ehr:placer', METER: 'urn:example:meter-readings' };

export const CLIENTS = {
  'GATEWAY|HOME': { role: 'gateway', client: 'GATEWAY' },
  'EHR|GOODHEALTH': { role: 'ehr', client: 'EHR' },
} as const;

export const serve = (pipeline: RecordingPipeline, options: Partial<Hl7ServerOptions> = {}) =>
  startHl7Server(pipeline.asPipeline(), {
    host: '127.0.0.1',
    port: 0,
    namespaces: NAMESPACES,
    clients: CLIENTS,
    ...options,
  });

export const envelope = (controlId: string, from: 'GATEWAY|HOME' | 'EHR|GOODHEALTH'): Envelope => {
  const [sendingApplication = '', sendingFacility = ''] = from.split('|');
  return {
    sendingApplication,
    sendingFacility,
    receivingApplication: 'RPM',
    receivingFacility: 'GOODHEALTH',
    at: '2026-03-03T08:05:12.000-05:00',
    controlId,
    processingId: 'T',
  };
};

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1001' };
const clinician = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };

export const aReading = (value: string): Reading => ({
  identifier: { system: 'urn:example:meter-readings', value },
  patient,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } },
});

export const anOrder: Order = {
  identifier: { system: 'urn:example:ehr:placer', value: 'PLC-7001' },
  patient,
  measure: 'glucose',
  status: 'active',
  requester: clinician,
  responsible: clinician,
  authoredOn: '2026-03-02T09:00:00-05:00',
  period: { start: '2026-03-02T00:00:00-05:00', end: '2026-05-31T23:59:59-04:00' },
  unit: 'mg/dL',
  limits: [{ tier: 'reference', low: '70', high: '160' }],
  rules: [],
};

export const oru = (controlId: string, ...readings: readonly string[]): string =>
  encodeReadingMessage(
    (readings.length === 0 ? [controlId] : readings).map(aReading),
    envelope(controlId, 'GATEWAY|HOME'),
    NAMESPACES,
  );

export const omg = (controlId: string, control: OrderControl, order: Order = anOrder): string =>
  encodeOrderMessage(order, control, envelope(controlId, 'EHR|GOODHEALTH'), NAMESPACES, 'OMG^O19');

export const parsed = (bytes: Uint8Array): Message => {
  const outcome = parseMessage(bytes);
  if (!outcome.ok) throw new Error(`unreadable: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
};

const ackOf = (bytes: Uint8Array): Ack => {
  const ack = decodeAck(parsed(bytes));
  if (ack === undefined) throw new Error('not an ACK');
  return ack;
};

/** Settles when the other side has closed the connection, politely or not. */
export const gone = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed || socket.readableEnded) resolve();
    socket.once('end', resolve);
    socket.once('close', () => resolve());
  });

/** A bare TCP client that reads ACKs and judges nothing. */
export class WireClient {
  readonly socket: Socket;
  readonly #framer = new MllpFramer();
  readonly #acks: Buffer[] = [];
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#acks.push(...this.#framer.push(chunk).map(({ bytes }) => bytes));
      this.#wake();
    });
    socket.on('close', () => this.#wake());
    socket.on('error', () => socket.destroy());
  }

  static async to(port: number): Promise<WireClient> {
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
    await once(socket, 'connect');
    return new WireClient(socket);
  }

  /** Over a connection that is there. */
  static over(socket: Socket): WireClient {
    return new WireClient(socket);
  }

  /** Writes each piece when the server has read the one before. */
  async write(...pieces: readonly (string | Buffer)[]): Promise<void> {
    for (const piece of pieces) {
      // oxlint-disable-next-line no-await-in-loop -- one segment after the other
      await new Promise<void>((resolve) => {
        this.socket.write(piece, () => resolve());
      });
      // The first turn ends this phase of the event loop; before the second, the server's side has read.
      // oxlint-disable-next-line no-await-in-loop
      await turn();
      // oxlint-disable-next-line no-await-in-loop
      await turn();
    }
  }

  /** Waits until there are `count` ACKs, and gives all there are. Throws when the connection closes first. */
  async acks(count: number): Promise<readonly Ack[]> {
    return (await this.rawAcks(count)).map(ackOf);
  }

  async rawAcks(count: number): Promise<readonly Buffer[]> {
    while (this.#acks.length < count) {
      if (this.socket.destroyed) throw new Error(`closed after ${this.#acks.length} of ${count} acknowledgements`);
      // oxlint-disable-next-line no-await-in-loop -- woken by data or close
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return [...this.#acks];
  }

  /** Says that nothing more will be sent, waits for the server's end, and gives every ACK that came. */
  async finish(): Promise<readonly Ack[]> {
    this.socket.end();
    if (!this.socket.closed) await once(this.socket, 'close');
    return this.#acks.map(ackOf);
  }
}

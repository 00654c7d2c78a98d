import { LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import { BUS_PROTOCOL, type BusSample, FromHarness } from '../../../contract/wire/device-bus/messages.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { searchToken } from '../../../contract/wire/fhir/search-token.ts';
import { METADATA } from '../../../contract/wire/healthkit/vocabulary.ts';
import { isObject, parseLossless, writeLossless } from '../../../contract/wire/json/lossless.ts';
import type { PhoneAddress, RunningSender } from '../../sender/sender-under-test.ts';
import type { SenderDefect } from './defects.ts';

const TYPE = 'BloodGlucoseRecord';
const LIMIT = 50;
const TIMEOUT_MS = 5000;

type Welcome = Extract<FromHarness, { t: 'welcome' }>;

/** A record of the store as a reading. All that a canary is shown is in mg/dL. */
const readingOf = ({ uuid, value, start, device, metadata }: BusSample, patient: Identifier): Reading => ({
  identifier: { system: 'urn:example:canary:readings', value: String(metadata[METADATA.syncIdentifier] ?? uuid) },
  patient,
  measure: 'glucose',
  code: LOINC_FOR_UNIT['mg/dL'],
  status: 'final',
  effective: start,
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  ...(device === undefined ? {} : { device: { system: 'urn:example:canary:devices', value: device.serial } }),
});

/** The way to the EHR, over FHIR alone. */
class Ehr {
  readonly #base: string;
  #patient: string | undefined;

  constructor(base: string) {
    this.#base = base;
  }

  async send(reading: Reading): Promise<void> {
    this.#patient ??= await this.#reference(reading.patient);
    const patient = this.#patient;
    const resource = encodeReading(reading, (type) => {
      if (type === 'Patient') return patient;
      throw new RangeError(`no reference to a ${type}`);
    });
    await fetch(`${this.#base}/Observation`, {
      method: 'POST',
      headers: {
        'content-type': 'application/fhir+json',
        'if-none-exist': `identifier=${encodeURIComponent(searchToken(reading.identifier))}`,
      },
      body: writeLossless(resource),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  async #reference(patient: Identifier): Promise<string> {
    const url = `${this.#base}/Patient?identifier=${encodeURIComponent(searchToken(patient))}`;
    const found = parseLossless(await (await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })).text());
    const entries = isObject(found) && Array.isArray(found['entry']) ? found['entry'] : [];
    const [first] = entries;
    const resource = isObject(first) && isObject(first['resource']) ? first['resource'] : {};
    return `Patient/${String(resource['id'])}`;
  }
}

/** One phone's sender: takes glucose from Health Connect, and sends of it what its defect leaves. */
class CanarySender {
  readonly #socket: WebSocket;
  readonly #sends: SenderDefect['sends'];
  readonly #welcomed: (welcome: Welcome) => void;
  #sent = 0;
  #taken = 0;
  #anchor: string | null = null;
  #welcome: Welcome | undefined;
  #ehr: Ehr | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, sends: SenderDefect['sends'], welcomed: (welcome: Welcome) => void) {
    this.#socket = socket;
    this.#sends = sends;
    this.#welcomed = welcomed;
    socket.addEventListener('message', ({ data }) => {
      const message = FromHarness.parse(JSON.parse(String(data)));
      this.#work = this.#after(this.#work, message);
    });
  }

  tell(message: { readonly t: string; readonly [more: string]: unknown }): void {
    this.#sent += 1;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ n: this.#sent, ...message }));
  }

  /** One thing after the other. What goes wrong with it is seen by what does not arrive. */
  async #after(before: Promise<void>, message: FromHarness): Promise<void> {
    await before;
    try {
      await this.#deal(message);
    } catch {
      this.#socket.close();
    }
  }

  async #deal(message: FromHarness): Promise<void> {
    switch (message.t) {
      case 'welcome':
        this.#welcome = message;
        this.#ehr = new Ehr(message.ehr.fhir ?? '');
        this.tell({ t: 'authorize', types: [TYPE] });
        this.tell({ t: 'observe', type: TYPE });
        this.#welcomed(message);
        break;
      case 'changed':
        this.tell({ t: 'query', type: message.type, anchor: this.#anchor, limit: LIMIT });
        this.tell({ t: 'observed', re: message.n });
        return;
      case 'samples':
        this.#anchor = message.anchor;
        await this.#take(message.added);
        break;
      default:
        break;
    }
    this.tell({ t: 'idle', upTo: message.n });
  }

  async #take(samples: readonly BusSample[]): Promise<void> {
    const patient = this.#welcome?.patient;
    for (const sample of patient === undefined ? [] : samples) {
      this.#taken += 1;
      for (const reading of this.#sends(readingOf(sample, patient as Identifier), this.#taken)) {
        // oxlint-disable-next-line no-await-in-loop -- in the order in which they were shown
        await this.#ehr?.send(reading);
      }
    }
  }
}

/**
 * Starts a sender that can do just what a canary's script asks, with a known defect. It shares nothing with the reference
 * sender but the codecs of the wire. Rejects where nobody welcomes it.
 */
export const startCanarySender = async (
  { url, token }: PhoneAddress,
  { sends }: Pick<SenderDefect, 'sends'>,
): Promise<RunningSender> => {
  const socket = new WebSocket(url, BUS_PROTOCOL);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`no device bus at ${url}`)), { once: true });
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('close', () => reject(new Error('not welcome')), { once: true });
    new CanarySender(socket, sends, () => resolve()).tell({ t: 'hello', bus: 1, token });
  });
  return { kill: async () => socket.close() };
};

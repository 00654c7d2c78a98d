import type { Identifier, Measure } from '../../../contract/domain/index.ts';
import type { FromHarness } from '../../../contract/wire/device-bus/messages.ts';
import { HEALTHKIT_TYPE } from '../../../contract/wire/healthkit/vocabulary.ts';
import { decodeWeightScaleFeature } from '../../../contract/wire/gatt/weight-feature.ts';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import type { CollectorLog } from '../../devices/gatt/collector-log.ts';
import { collect } from '../../devices/gatt/glucose-collector.ts';
import { collectWeights, weightLog, type WeightLog } from '../../devices/gatt/weight-collector.ts';
import { PLAIN_SCALE } from '../../devices/gatt/weight-server.ts';
import { BusClient } from './bus-client.ts';
import { type Enrolment, RIGHT, type SenderCollaborators } from './collaborators.ts';
import type { EhrLink } from './ehr-link.ts';
import { fhirLink } from './fhir-link.ts';
import { Forwarder } from './forwarder.ts';
import { GattSession, type Packet } from './gatt-session.ts';
import { mllpLink } from './mllp-link.ts';
import { Outbox } from './outbox.ts';
import type { Storage } from './storage.ts';
import { versionOfSample } from './reading-of-sample.ts';
import type { AirPlace } from './reading-of-air.ts';

export interface PhoneSenderOptions {
  readonly url: string;
  readonly token: string;
  readonly storage: Storage;
  /** Waits, in real time. The only clock that the sender has of its own. */
  readonly pause: (ms: number) => Promise<void>;
  readonly collaborators?: Partial<SenderCollaborators>;
}

type Welcome = Extract<FromHarness, { t: 'welcome' }>;

const RECORD_TYPE: Readonly<Record<Measure, string>> = { glucose: 'BloodGlucoseRecord', weight: 'WeightRecord' };

/**
 * The reference sender: a phone that takes measurements from devices and its health store and sends them to the EHR that
 * it was enrolled for. What it decides is in its collaborators; what it must not forget is in its storage.
 */
export class PhoneSender {
  readonly #options: PhoneSenderOptions;
  readonly #right: SenderCollaborators;
  readonly #outbox: Outbox;
  readonly #granted = new Set<Measure>();
  readonly #logs = new Map<string, CollectorLog>();
  readonly #weightLogs = new Map<string, WeightLog>();
  #bus: BusClient | undefined;
  #session: GattSession | undefined;
  #forwarder: Forwarder | undefined;
  #link: EhrLink | undefined;
  #welcome: Welcome | undefined;
  #now = '';
  #zone = '';
  #work: Promise<void> = Promise.resolve();
  #tasks = 0;
  #stopped = false;

  constructor(options: PhoneSenderOptions) {
    this.#options = options;
    this.#right = { ...RIGHT, ...options.collaborators };
    this.#outbox = new Outbox(this.#right.storage(options.storage), this.#right);
  }

  /** Connects and says hello; resolves when it is welcome. Rejects where there is no bus, or no welcome. */
  async start(): Promise<void> {
    const { url, token } = this.#options;
    const early: FromHarness[] = [];
    this.#bus = await BusClient.open(url, (message) => {
      if (this.#welcome === undefined) early.push(message);
      else this.#event(message);
    });
    const welcome = await this.#bus.ask({ t: 'hello', bus: 1, token });
    if (welcome?.t !== 'welcome') throw new Error(`not welcome at ${url}`);
    this.#welcome = welcome;
    [this.#now, this.#zone] = [welcome.now, welcome.zone];
    this.#link = this.#right.link(this.#linkOf(welcome), welcome.patient);
    this.#forwarder = new Forwarder({
      outbox: this.#outbox,
      link: this.#link,
      right: this.#right,
      granted: this.#granted,
      pause: this.#options.pause,
    });
    if (welcome.source !== 'gatt') this.#later(async () => await this.#begin(welcome));
    else this.#later(async () => undefined);
    for (const message of early) this.#event(message);
  }

  /** Ends it without a word, as the system does with an app. */
  kill(): void {
    this.#stopped = true;
    this.#forwarder?.stop();
    this.#link?.close();
    this.#bus?.close();
  }

  #linkOf({ ehr }: Welcome): EhrLink {
    if (ehr.mllp !== undefined) return mllpLink(ehr.mllp, () => this.#now, this.#right);
    if (ehr.fhir === undefined) throw new Error('an EHR without an address');
    return fhirLink(ehr.fhir, this.#right);
  }

  #event(message: FromHarness): void {
    switch (message.t) {
      case 'clock':
        [this.#now, this.#zone] = [message.now, message.zone];
        return this.#later(async () => undefined);
      case 'notify':
      case 'indicate':
      case 'dropped':
        return this.#packet(message);
      case 'advertise':
        return this.#later(async () => await this.#collect(message));
      case 'permission':
        if (message.status === 'granted') this.#granted.add(message.measure);
        else this.#granted.delete(message.measure);
        return this.#later(async () => undefined);
      case 'changed':
        return this.#later(async () => {
          await this.#query(message.type);
          this.#bus?.tell({ t: 'observed', re: message.n });
        });
      case 'bye':
        return this.kill();
      default:
        return undefined;
    }
  }

  #packet(packet: Packet): void {
    if (this.#session?.h === packet.h) this.#session.packet(packet);
  }

  /** One thing after the other; when all is dealt with, it says so. */
  #later(task: () => Promise<void>): void {
    this.#tasks += 1;
    this.#work = this.#after(this.#work, task);
  }

  async #after(before: Promise<void>, task: () => Promise<void>): Promise<void> {
    await before;
    if (!this.#stopped) await task();
    this.#tasks -= 1;
    if (this.#stopped || this.#tasks > 0) return;
    const upTo = this.#bus?.latest ?? 1;
    await this.#forwarder?.flush();
    if (this.#tasks === 0 && this.#right.saysIdle) this.#bus?.tell({ t: 'idle', upTo });
  }

  #enrolment({ order, user }: Welcome): Enrolment {
    return { measures: order.measures, start: order.start, end: order.end, user };
  }

  #place(eui64: string, patient: Identifier): AirPlace {
    return { patient, eui64, zone: this.#zone, nowMs: Date.parse(this.#now) };
  }

  async #begin({ source, order }: Welcome): Promise<void> {
    const types = order.measures.map((m) => (source === 'healthkit' ? HEALTHKIT_TYPE[m] : RECORD_TYPE[m]));
    await this.#bus?.ask({ t: 'authorize', types });
    for (const type of types) {
      // oxlint-disable-next-line no-await-in-loop -- types are asked for one after the other
      await this.#bus?.ask({ t: 'observe', type });
      // oxlint-disable-next-line no-await-in-loop
      await this.#query(type);
    }
    // A store that shows something has been opened; one that does not never says so.
    if (source === 'healthkit') for (const measure of order.measures) this.#granted.add(measure);
  }

  async #query(type: string): Promise<void> {
    const welcome = this.#welcome;
    if (welcome === undefined) return;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const answer = await this.#bus?.ask({
        t: 'query',
        type,
        anchor: this.#outbox.anchorOf(type),
        limit: this.#right.page,
      });
      if (answer?.t !== 'samples') return;
      for (const sample of answer.added) {
        const reading = this.#right.readingOfSample(sample, welcome.patient);
        if (reading !== undefined && this.#right.isOrdered(reading, this.#enrolment(welcome)))
          this.#outbox.put(reading, versionOfSample(sample));
      }
      for (const deleted of answer.deleted) {
        const name = deleted.syncIdentifier ?? deleted.uuid;
        if (this.#right.isDeletion(deleted, this.#outbox.known(name))) this.#outbox.erase(name);
      }
      this.#outbox.setAnchor(type, answer.anchor);
      if (answer.added.length + answer.deleted.length < this.#right.page) return;
    }
  }

  async #collect({ device, eui64, services }: Extract<FromHarness, { t: 'advertise' }>): Promise<void> {
    const [bus, welcome] = [this.#bus, this.#welcome];
    const connected = await bus?.ask({ t: 'connect', device });
    if (bus === undefined || welcome === undefined || connected?.t !== 'connected') return;
    const session = new GattSession(bus, connected.h, this.#options.pause);
    this.#session = session;
    try {
      if (services.includes('1808')) await this.#glucose(session, eui64, welcome);
      else await this.#weights(session, eui64, welcome);
    } finally {
      this.#session = undefined;
      await bus.ask({ t: 'disconnect', h: connected.h });
    }
  }

  async #glucose(session: GattSession, eui64: string, welcome: Welcome): Promise<void> {
    const log = this.#right.logOf(this.#logs.get(eui64));
    this.#logs.set(eui64, log);
    await session.run(collect(log), (record) => {
      const reading = this.#read(() => this.#right.glucoseOfAir(record, this.#place(eui64, welcome.patient)));
      if (
        reading !== undefined &&
        this.#right.isBlood(reading) &&
        this.#right.isOrdered(reading, this.#enrolment(welcome))
      )
        this.#outbox.put(reading);
    });
  }

  async #weights(session: GattSession, eui64: string, welcome: Welcome): Promise<void> {
    const log = this.#weightLogs.get(eui64) ?? weightLog();
    this.#weightLogs.set(eui64, log);
    const bytes = await session.read(CHARACTERISTIC.weightScaleFeature);
    const feature = bytes === undefined ? PLAIN_SCALE : decodeWeightScaleFeature(bytes);
    const enrolment = this.#enrolment(welcome);
    await session.run(collectWeights(log), (weighing) => {
      if (!this.#right.isPatients(weighing, enrolment.user)) return;
      const reading = this.#read(() => this.#right.weightOfAir(weighing, feature, this.#place(eui64, welcome.patient)));
      if (reading !== undefined && this.#right.isOrdered(reading, enrolment)) this.#outbox.put(reading);
    });
  }

  /** A record that is no home measurement is nobody's reading. */
  #read<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (error instanceof PacketProblem) return undefined;
      throw error;
    }
  }
}

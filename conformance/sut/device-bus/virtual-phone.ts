import type { WebSocket } from 'ws';
import type { PhoneCast } from '../../../contract/cases/sender/cast.ts';
import type { Shown } from '../../../contract/cases/sender/resolve.ts';
import type { Measure } from '../../../contract/domain/index.ts';
import type { FromHarness, FromSender } from '../../../contract/wire/device-bus/messages.ts';
import type { Phone } from '../../history/lines.ts';
import { GattSide } from './gatt-side.ts';
import { OWN_USER, PhoneDevices } from './phone-devices.ts';
import { PhoneLink } from './phone-link.ts';
import { PhoneStore } from './phone-store.ts';

/** Where a phone's sender finds the EHR. */
type EhrAddress = Extract<FromHarness, { t: 'welcome' }>['ehr'];

export interface VirtualPhoneOptions {
  readonly run: string;
  readonly phone: Phone;
  readonly cast: PhoneCast;
  readonly ehr: EhrAddress;
  readonly token: string;
  /** Platform time when it begins. */
  readonly now: string;
}

/** Whether the sender said in time that it was done. */
export type Settled = 'idle' | 'silent';

/**
 * One patient's phone with its devices and its store, for as long as the run lasts; the sender under test comes, goes and
 * comes back.
 */
export class VirtualPhone {
  readonly token: string;
  /** What the sender did that the bus does not allow, in order. */
  readonly problems: string[] = [];
  readonly devices: PhoneDevices;
  readonly store: PhoneStore | undefined;
  readonly #options: VirtualPhoneOptions;
  /** What the patient decided last, of each kind. */
  readonly #decided = new Map<Measure, 'granted' | 'withdrawn'>();
  readonly #gatt: GattSide;
  #link: PhoneLink | undefined;
  #now: string;
  #zone: string;
  #idleUpTo = 0;
  #welcomed = false;
  #isOver = false;
  #waiting: (() => void)[] = [];

  constructor(options: VirtualPhoneOptions) {
    const { cast, phone } = options;
    this.#options = options;
    this.token = options.token;
    this.#now = options.now;
    this.#zone = phone.zone;
    this.devices = new PhoneDevices(cast.meter, cast.scale);
    this.store = phone.source === 'gatt' ? undefined : new PhoneStore(phone.source, cast, () => this.#zone);
    this.#gatt = new GattSide(this.devices, (message) => this.#link?.send(message));
  }

  /** A sender has connected. The one before it, if there was one, is gone. */
  attach(socket: WebSocket): void {
    this.#link?.terminate();
    this.#gatt.reset();
    this.#idleUpTo = 0;
    this.#welcomed = false;
    const link = new PhoneLink(
      socket,
      (message) => this.#receive(message),
      (why) => this.problems.push(why),
    );
    this.#link = link;
    socket.on('close', () => {
      if (this.#link === link) this.#gatt.reset();
      this.#wake();
    });
  }

  get isWelcome(): boolean {
    return this.#welcomed && this.#link?.isOpen === true;
  }

  /** Sets platform time, forward. */
  clock(now: string, zone = this.#zone): void {
    if (Date.parse(now) < Date.parse(this.#now)) throw new RangeError(`platform time runs forward: ${now}`);
    this.#now = now;
    this.#zone = zone;
    this.#link?.send({ t: 'clock', now, zone });
  }

  /** Whether the sender is told when the patient decides. */
  get tells(): boolean {
    return this.#options.phone.source !== 'healthkit';
  }

  permission(measure: Measure, status: 'granted' | 'withdrawn'): void {
    this.#decided.set(measure, status);
    this.store?.permit(measure, status === 'granted');
    if (this.tells) this.#link?.send({ t: 'permission', measure, status });
    if (status === 'granted') this.#storeChanged(measure);
  }

  /** A measurement is there to be taken. `broken`: the connection over which it is taken ends after its first packet. */
  show(shown: Shown, broken = false): void {
    if (this.store !== undefined) {
      this.store.save(shown);
      this.#storeChanged(shown.reading.measure);
      return;
    }
    const device = this.devices.take(shown);
    this.#gatt.advertise(device, broken);
  }

  /** The meter gives its whole memory once more. */
  showAgain(): void {
    this.devices.generous = true;
    this.#gatt.advertise(this.devices.meter, false);
  }

  delete(shown: Shown): void {
    this.store?.delete(shown);
    this.#storeChanged(shown.reading.measure);
  }

  /** Nobody waits for the sender any more, now or later. */
  endWaiting(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Waits until the sender says that all is dealt with, or the time is over. */
  async settled(limitMs: number): Promise<Settled> {
    const target = this.#link?.latest ?? 0;
    return await this.#until(() => this.#idleUpTo >= target && !this.#gatt.isBusy, limitMs);
  }

  /** Waits until a sender has said hello. */
  async welcomed(limitMs: number): Promise<Settled> {
    return await this.#until(() => this.isWelcome, limitMs);
  }

  /** Ends the connection without a word, as when an app is killed. */
  cut(): void {
    this.#link?.terminate();
    this.#link = undefined;
    this.#gatt.reset();
  }

  /** Says good-bye and closes. */
  end(): void {
    if (this.#welcomed) this.#link?.send({ t: 'bye' });
    this.#link?.close();
  }

  async #until(done: () => boolean, limitMs: number): Promise<Settled> {
    const time = { isOver: false };
    const timer = setTimeout(() => {
      time.isOver = true;
      this.#wake();
    }, limitMs);
    try {
      while (!time.isOver && !this.#isOver && !done())
        // oxlint-disable-next-line no-await-in-loop -- looked at again whenever something came
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      return done() ? 'idle' : 'silent';
    } finally {
      clearTimeout(timer);
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #storeChanged(measure: Measure): void {
    if (this.store?.mayRead(measure) === true) this.#link?.send({ t: 'changed', type: this.store.typeName(measure) });
  }

  #receive(message: FromSender): void {
    if (!this.#welcomed && message.t !== 'hello') {
      this.problems.push(`${message.t} before hello`);
      this.#link?.close();
      return;
    }
    switch (message.t) {
      case 'hello':
        this.#hello(message.n, message.token);
        break;
      case 'authorize':
        this.#link?.send({ t: 'authorized', re: message.n });
        break;
      case 'observe':
        this.#link?.send({ t: 'ok', re: message.n });
        break;
      case 'query':
        this.#query(message);
        break;
      case 'idle':
        this.#idleUpTo = Math.max(this.#idleUpTo, message.upTo);
        break;
      case 'observed':
        break;
      default:
        this.#gatt.receive(message);
    }
    this.#wake();
  }

  #hello(re: number, token: string): void {
    if (token !== this.token) {
      this.#link?.send({ t: 'error', re, code: 'token' });
      this.#link?.close();
      return;
    }
    const { run, phone, ehr } = this.#options;
    const { identifier, measures, period } = phone.order;
    this.#welcomed = true;
    this.#link?.send({
      t: 'welcome',
      re,
      run,
      source: phone.source,
      ehr,
      patient: phone.patient,
      order: { identifier, measures, start: period.start, end: period.end },
      user: OWN_USER,
      now: this.#now,
      zone: this.#zone,
    });
    // What was decided before it came back is told again; a store's own sheet never is.
    if (this.tells)
      for (const [measure, status] of this.#decided) this.#link?.send({ t: 'permission', measure, status });
    for (const measure of this.#decided.keys()) this.#storeChanged(measure);
    this.#gatt.advertiseWaiting();
  }

  #query({ n, type, anchor, limit }: Extract<FromSender, { t: 'query' }>): void {
    const answer = this.store?.query(type, anchor, limit);
    if (answer === undefined) this.#link?.send({ t: 'error', re: n, code: 'unknown-type' });
    else if (answer.kind === 'samples') {
      const { added, deleted, anchor: next } = answer;
      this.#link?.send({ t: 'samples', re: n, added, deleted, anchor: next });
    } else this.#link?.send({ t: 'error', re: n, code: answer.kind === 'anchor' ? 'token-expired' : 'protected' });
  }
}

import { type PhoneAct, resolveScript, type Shown } from '../../contract/cases/sender/resolve.ts';
import { SenderScript, type SenderScriptInput } from '../../contract/cases/sender/script.ts';
import type { PhoneCast } from '../../contract/cases/sender/cast.ts';
import type { RunClock } from '../history/clock.ts';
import type { Act, OpLine, Phone, SenderTerms } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { VirtualPhone } from '../sut/device-bus/virtual-phone.ts';
import type { Mailbox } from './ehr/mailbox.ts';
import type { PhoneAddress, RunningSender, StartSender } from './sender-under-test.ts';
import { SENTINEL, withSentinel } from './sentinel-act.ts';

/** Platform time when a phone is enrolled: before anything that a script does. */
export const ENROLLED_AT = '2035-03-04T08:00:00-05:00';

export interface PlayParts {
  readonly clock: RunClock;
  readonly history: HistoryWriter;
  readonly terms: SenderTerms;
  readonly start: StartSender;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
}

/** One phone that is played, with the EHR that its sender sends to. */
export interface PlayedPhone {
  readonly lane: string;
  readonly via: 'fhir' | 'hl7v2';
  readonly phone: Phone;
  readonly cast: PhoneCast;
  readonly virtual: VirtualPhone;
  readonly mailbox: Mailbox;
  readonly address: PhoneAddress;
}

/** The two clocks at once. */
interface Moment {
  readonly at: number;
  readonly wall: string;
}

/** Why a phone could not be played to its end. */
export class Unplayable extends Error {}

/** Plays one script at one phone and writes down what it did; what arrives is written by the EHR. */
export class PhonePlayer {
  readonly #of: PlayedPhone;
  readonly #parts: PlayParts;
  readonly #memory = new Map<string, Shown>();
  #sender: RunningSender | undefined;
  #outage: { readonly kind: 'unavailable' | 'cut'; readonly from: number } | undefined;

  constructor(of: PlayedPhone, parts: PlayParts) {
    this.#of = of;
    this.#parts = parts;
  }

  /** Throws Unplayable where the sender does not come, or does not speak the bus. */
  async play(script: SenderScriptInput): Promise<void> {
    const { phone } = this.#of;
    this.#op({ op: 'phone.enrol', patient: phone.patient, phone }, this.#moment());
    await this.#begin();
    const acts = resolveScript(withSentinel(SenderScript.parse(script)), this.#of.cast);
    for (const act of acts) {
      if (this.#parts.signal.aborted) return;
      // oxlint-disable-next-line no-await-in-loop -- one act after the other
      await this.#act(act);
      this.#checkBus();
    }
    this.#endOutage();
  }

  async end(): Promise<void> {
    this.#of.virtual.end();
    const sender = this.#sender;
    this.#sender = undefined;
    await sender?.kill();
  }

  async #begin(): Promise<void> {
    const { address, virtual } = this.#of;
    try {
      this.#sender = await this.#parts.start(address);
    } catch (error) {
      throw new Unplayable(`it could not be started: ${error instanceof Error ? error.message : String(error)}`);
    }
    let [isAwaited, failure] = [true, ''];
    const noteFailure = (how: string): void => {
      if (!isAwaited) return;
      failure = how;
      virtual.endWaiting();
    };
    void this.#sender.failed?.then(noteFailure);
    const came = await virtual.welcomed(this.#parts.patienceMs);
    isAwaited = false;
    if (failure !== '')
      throw new Unplayable(`its command (pairing.start) ${failure}, before it said hello on the device bus`);
    if (came === 'silent') throw new Unplayable('it never said hello on the device bus');
  }

  #checkBus(): void {
    const [problem] = this.#of.virtual.problems;
    if (problem !== undefined) throw new Unplayable(`it broke the rules of the device bus: ${problem}`);
  }

  async #settled(): Promise<void> {
    await this.#of.virtual.settled(this.#parts.terms.forward);
  }

  async #act(act: PhoneAct): Promise<void> {
    const { virtual, mailbox, phone } = this.#of;
    const { patient } = phone;
    const sent = this.#moment();
    virtual.clock(act.at, act.do === 'travel' ? act.zone : undefined);
    switch (act.do) {
      case 'permission': {
        const { measure, status, at } = act;
        virtual.permission(measure, status);
        await this.#settled();
        this.#op({ op: 'phone.permission', patient, measure, status, at, told: virtual.tells }, sent);
        break;
      }
      case 'show': {
        virtual.show(act.shown, act.broken);
        this.#memory.set(act.name, act.shown);
        await this.#settled();
        this.#show(act.shown, sent, act.broken ? 'unknown' : 'ok', act.name === SENTINEL);
        break;
      }
      case 'correct':
        virtual.show(act.shown);
        await this.#settled();
        this.#show(act.shown, sent);
        break;
      case 'delete':
        virtual.delete(act.shown);
        await this.#settled();
        this.#op({ op: 'phone.delete', patient, reading: act.shown.reading.identifier }, sent);
        break;
      case 'again':
        virtual.showAgain();
        await this.#settled();
        for (const shown of this.#memory.values()) if (shown.reading.measure === 'glucose') this.#show(shown, sent);
        break;
      case 'reset':
        virtual.devices.clear();
        this.#memory.clear();
        break;
      case 'refuse':
        mailbox.turnAway(act.shown.reading.identifier.value);
        break;
      case 'outage':
        mailbox.mood = act.kind;
        this.#outage = { kind: act.kind, from: sent.at };
        break;
      case 'restore':
        this.#endOutage();
        await this.#settled();
        break;
      case 'kill':
        await this.#restart(sent.at);
        break;
      case 'travel':
        await this.#settled();
        break;
    }
  }

  async #restart(from: number): Promise<void> {
    await this.#sender?.kill();
    this.#of.virtual.cut();
    await this.#begin();
    await this.#settled();
    const { patient } = this.#of.phone;
    this.#parts.history.fault({ fault: 'sender-killed', from, until: this.#parts.clock.now(), patient });
  }

  #endOutage(): void {
    if (this.#outage === undefined) return;
    const { kind, from } = this.#outage;
    this.#of.mailbox.mood = 'up';
    this.#outage = undefined;
    const { patient } = this.#of.phone;
    this.#parts.history.fault({ fault: `ehr-${kind}`, from, until: this.#parts.clock.now(), patient });
  }

  #show({ reading, whose }: Shown, sent: Moment, outcome: OpLine['outcome'] = 'ok', sentinel = false): void {
    const { patient } = this.#of.phone;
    this.#op({ op: 'phone.show', patient, reading, whose, ...(sentinel ? { sentinel } : {}) }, sent, outcome);
  }

  #moment(): Moment {
    const { clock } = this.#parts;
    return { at: clock.now(), wall: clock.wall() };
  }

  #op(act: Act, { at, wall }: Moment, outcome: OpLine['outcome'] = 'ok'): void {
    const { clock, history } = this.#parts;
    const { lane, via } = this.#of;
    const settled = clock.now();
    history.op({ lane, via, actor: 'phone', act, intended: at, sent: at, settled, wall, outcome, answer: {} });
  }
}

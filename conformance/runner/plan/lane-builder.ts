import { InputProblem } from '../../../contract/input-problem.ts';
import type { Device, Identifier, Measure, Order, Reading } from '../../../contract/domain/index.ts';
import type { EpochMs } from '../../../simulator/clock.ts';
import type { Act, WireDefect } from '../../history/lines.ts';
import type { Actor } from '../../sut/actor.ts';
import { deviceOf, type Member } from './cast.ts';
import type { LaneIds } from './ids.ts';
import { textOf, type Wall } from './local-time.ts';
import type { OrderSetting } from './order-state.ts';
import { Sharing } from './sharing.ts';
import type { Binding, ItemOf, PlannedAct, Step } from './planned-act.ts';

/** What was sent as a named reading, so that later acts can come back to it. */
export interface SentReading {
  readonly reading: Reading;
  readonly defect?: WireDefect;
  /** What the condition of its create names. */
  readonly condition?: Identifier[];
}

/** The state of a lane while its plan is made: keys given out, orders as they stand, readings by name. */
export class LaneBuilder {
  readonly acts: PlannedAct[] = [];
  readonly binding: Binding;
  readonly ids: LaneIds;
  readonly setting: OrderSetting;
  readonly cast: readonly Member[];
  /** What patients do in the portal; undefined: there is none. */
  readonly sharing: Sharing | undefined;
  readonly #orders = new Map<string, Order>();
  readonly #readings = new Map<string, SentReading>();
  readonly #groups = new Map<string, Identifier>();
  readonly #devices = new Map<string, Device>();

  constructor(binding: Binding, ids: LaneIds, setting: OrderSetting, cast: readonly Member[], hasPortal = false) {
    this.binding = binding;
    this.ids = ids;
    this.setting = setting;
    this.cast = cast;
    this.sharing = hasPortal ? new Sharing() : undefined;
  }

  get wall(): Wall {
    return this.setting.wall;
  }

  text(at: EpochMs): string {
    return textOf(at, this.wall);
  }

  /** Adds one act. `via` is FHIR unless said. */
  push(member: Member, at: EpochMs, actor: Actor, step: Step | Act, via: Binding = 'fhir'): void {
    const whole: Step = 'op' in step ? { kind: 'act', act: step } : step;
    this.acts.push({ track: member.track, at, via, actor, step: whole });
  }

  /** The patient's meter or scale, registered when it is first used. */
  device(member: Member, measure: Measure, at: EpochMs, actor: Actor): Identifier {
    const device = deviceOf(this.ids, member, measure);
    const key = device.identifier.value;
    if (!this.#devices.has(key)) {
      this.#devices.set(key, device);
      this.push(member, at, actor, { op: 'device.register', device });
    }
    return device.identifier;
  }

  group(name: string): Identifier {
    const known = this.#groups.get(name) ?? this.ids.order();
    this.#groups.set(name, known);
    return known;
  }

  order(member: Member, name: string | undefined): { name: string; order: Order } {
    const prefix = `${member.track}/${member.name}/`;
    const [key, order] =
      [...this.#orders].find(([k]) => (name === undefined ? k.startsWith(prefix) : k === prefix + name)) ?? [];
    if (key === undefined || order === undefined)
      throw new InputProblem(
        'an order is used before it is there',
        { path: 'acts' },
        `an order of ${member.name} before`,
      );
    return { name: key.slice(prefix.length), order };
  }

  /** Every order of a patient as it stands. */
  ordersOf(member: Member): readonly Order[] {
    const prefix = `${member.track}/${member.name}/`;
    return [...this.#orders].flatMap(([key, order]) => (key.startsWith(prefix) ? [order] : []));
  }

  setOrder(member: Member, name: string, order: Order): void {
    this.#orders.set(`${member.track}/${member.name}/${name}`, order);
  }

  orderUnit(member: Member, measure: Measure): Order['unit'] | undefined {
    const patient = member.patient.identifier.value;
    return [...this.#orders.values()].findLast((o) => o.patient.value === patient && o.measure === measure)?.unit;
  }

  reading(member: Member, name: string): SentReading {
    const sent = this.#readings.get(`${member.track}/${member.name}/${name}`);
    if (sent === undefined)
      throw new InputProblem(
        `the reading "${name}" is used before it is sent`,
        { path: 'acts' },
        'acts that come back to a reading at a later moment than the reading itself',
      );
    return sent;
  }

  setReading(member: Member, name: string | undefined, sent: SentReading): void {
    if (name !== undefined) this.#readings.set(`${member.track}/${member.name}/${name}`, sent);
  }

  itemOf(member: Member, term: { reading: string; rule?: string | undefined }): ItemOf {
    const reading = this.reading(member, term.reading).reading.identifier;
    return { reading, ...(term.rule === undefined ? {} : { rule: term.rule }) };
  }

  memberNamed(name: string | undefined): Member | undefined {
    return this.cast.find((m) => m.name === name);
  }

  patientNamed(name: string): Identifier {
    const member = this.memberNamed(name);
    if (member === undefined) throw new RangeError(`no patient "${name}"`);
    return member.patient.identifier;
  }
}

import type { Identifier, Message, Patient } from '../../../contract/domain/index.ts';
import type { EpochMs } from '../../../simulator/clock.ts';
import type { Act, SubmitAct, Via } from '../../history/lines.ts';
import type { Actor } from '../../sut/actor.ts';
import type { TalkRequest } from '../../sut/driver.ts';
import type { Outage } from '../../sut/process/process-port.ts';

/** The wire that the orders and readings of a lane go over, where they can. */
export type Binding = 'fhir' | 'hl7v2' | 'port-protocol';

/** An item that is not known before the SUT has made it: the one that this reading raised. */
export interface ItemOf {
  readonly reading: Identifier;
  readonly rule?: string;
}

/** What is to be done: an act, or one on an item that must come into sight first. */
export type Step =
  /** `whenFiled`: once the time is over within which what was sent before has to be found. */
  | { readonly kind: 'act'; readonly act: Act; readonly whenFiled?: true }
  /** Readings in one message, transaction or batch. */
  | { readonly kind: 'together'; readonly acts: readonly SubmitAct[] }
  /** A case of docs/mllp.md. */
  | { readonly kind: 'talk'; readonly request: TalkRequest }
  | {
      readonly kind: 'item';
      readonly item: ItemOf;
      readonly act: 'seen' | 'done';
      readonly person: Identifier;
      readonly patient: Identifier;
    }
  | { readonly kind: 'message'; readonly item: ItemOf; readonly message: Omit<Message, 'about'> }
  /**
   * The system is brought down and up again, `downMs` between. `during`: readings that are sent side by side just before;
   * it goes down when the first of them is answered.
   */
  | {
      readonly kind: 'restart';
      readonly how: Outage;
      readonly downMs: number;
      readonly during: readonly SubmitAct[];
      readonly patient: Identifier;
    };

/** One act of a lane. Acts of one track follow each other; tracks of a lane run side by side. */
export interface PlannedAct {
  readonly track: string;
  /** Virtual instant. */
  readonly at: EpochMs;
  /** As planned, the wire that the lane prefers; as routed, what serves the port (route.ts). */
  readonly via: Via;
  readonly actor: Actor;
  readonly step: Step;
}

/** A lane, flat and decided: the same scenario, binding, seed and nonce give the same plan, byte for byte. */
export interface LanePlan {
  readonly lane: string;
  readonly patients: readonly Patient[];
  readonly acts: readonly PlannedAct[];
}

/** A plan that brings the system down: nothing of the lanes beside it must be under way then. */
export const restartsIn = ({ acts }: LanePlan): boolean => acts.some(({ step }) => step.kind === 'restart');

import { type Verb, VERBS } from '../runner/document/scenario-act.ts';
import type { PortName } from '../sut/ports.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { Drawn } from './draw.ts';
import { withActs } from './fewer-acts.ts';

/** Of what a sequence does that which goes through a port that a system may do without. What else it does, every system has to do. */
const PORT_OF: Partial<Readonly<Record<Verb, PortName>>> = {
  message: 'messages',
  messages: 'messages',
  seen: 'inbox-acts',
  done: 'inbox-acts',
  read: 'readings-back',
};

/**
 * A sequence without what goes through ports that a system lacks, everything else at its old time; over the wire by which the
 * system takes orders and readings. The seed and its path draw it again for the same system.
 */
export const playableBy =
  ({ ports }: Pick<SutProfile, 'ports'>) =>
  (drawn: Drawn): Drawn => {
    const { scenario } = drawn;
    const lacks = (verb: Verb): boolean => {
      const port = PORT_OF[verb];
      return port !== undefined && ports[port].includes('absent');
    };
    const kept = scenario.acts.flatMap((act, i) =>
      VERBS.some((verb) => act[verb] !== undefined && lacks(verb)) ? [] : [i],
    );
    const takesV2 = ports.orders.includes('hl7v2') || ports['readings-in'].includes('hl7v2');
    const bindings = takesV2 ? scenario.bindings : (['fhir'] as const);
    const fewer = kept.length === scenario.acts.length ? scenario : withActs(scenario, new Set(kept), scenario.name);
    return { ...drawn, scenario: { ...(fewer ?? scenario), bindings: [...bindings] } };
  };

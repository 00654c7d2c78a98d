import { type Identifier, type InboxItem, keyOf } from '../../contract/domain/index.ts';
import { CALLS, type Hello, PORTS_WITH_CALLS } from '../../contract/wire/ports/calls.ts';
import { DAY_MS } from '../../simulator/clock.ts';
import { randomBytes } from 'node:crypto';
import { runClock } from '../history/clock.ts';
import type { Act, SubmitAct } from '../history/lines.ts';
import { pause } from '../runner/pause.ts';
import type { PlannedAct } from '../runner/plan/planned-act.ts';
import type { Secrets } from '../sut/access.ts';
import { type Actor, clinician, EHR } from '../sut/actor.ts';
import type { Performed } from '../sut/driver.ts';
import { fhirDriver } from '../sut/fhir-driver.ts';
import type { InboxDriver } from '../sut/inbox-driver.ts';
import { helloOf } from '../sut/port-protocol/hello-of.ts';
import { portDriver, portSession } from '../sut/port-protocol/port-driver.ts';
import { portOf } from '../sut/port-of.ts';
import type { SutProfile } from '../sut/profile.ts';
import { compareContents, compareInboxes, compareOutcomes } from './compare.ts';
import type { AdapterReport, Fault } from './fault.ts';
import { adapterScript } from './script.ts';

export interface AdapterCheck {
  /** The adapter, in front of the reference. */
  readonly adapter: NonNullable<SutProfile['adapter']>;
  /** The same reference by itself. */
  readonly reference: SutProfile;
  readonly secrets: Secrets;
}

/** An item comes into sight within this time on the reference, or not at all. */
const ITEM_WAIT_MS = 2000;
const ITEM_POLL_MS = 50;
const DAYS_BEFORE = 2;

/** Calls by port and name, with what was made of them. */
class Tally {
  readonly #made = new Map<string, { made: number; faults: Fault[] }>();

  note(port: string, call: string, faults: readonly Fault[]): void {
    const entry = this.#made.get(`${port} ${call}`) ?? { made: 0, faults: [] };
    this.#made.set(`${port} ${call}`, entry);
    entry.made += 1;
    entry.faults.push(...faults);
  }

  calls(serves: readonly string[]): AdapterReport['calls'] {
    // The system is not stopped here: what is served for that, `certify --only ALR-05` works.
    return PORTS_WITH_CALLS.filter((port) => port !== 'process' && serves.includes(port)).flatMap((port) =>
      Object.keys(CALLS[port]).map((call) => ({
        port,
        call,
        ...(this.#made.get(`${port} ${call}`) ?? { made: 0, faults: [] }),
      })),
    );
  }
}

/** The item that a reading raised on the reference; undefined where none came. */
const itemOf = async (fhir: InboxDriver, patient: Identifier, reading: Identifier): Promise<InboxItem | undefined> => {
  for (let waited = 0; waited <= ITEM_WAIT_MS; waited += ITEM_POLL_MS) {
    const { items } = await fhir.look({ patient }, EHR);
    const found = items.find((item) => item.reading !== undefined && keyOf(item.reading) === keyOf(reading));
    if (found !== undefined) return found;
    await pause(ITEM_POLL_MS);
  }
  return undefined;
};

/** A step with its item filled in. */
const actOf = async (fhir: InboxDriver, { step }: PlannedAct): Promise<Act | readonly SubmitAct[] | undefined> => {
  if (step.kind === 'act') return step.act;
  if (step.kind === 'together') return step.acts;
  if (step.kind === 'talk' || step.kind === 'restart') return undefined;
  const patient = step.kind === 'item' ? step.patient : step.message.patient;
  const item = await itemOf(fhir, patient, step.item.reading);
  if (item === undefined) return undefined;
  return step.kind === 'item'
    ? { op: 'item.act', item: item.identifier, act: step.act, person: step.person }
    : { op: 'message.send', message: { ...step.message, about: item.identifier } };
};

const isMany = (act: Act | readonly SubmitAct[]): act is readonly SubmitAct[] => Array.isArray(act);

const perform = async (
  driver: InboxDriver,
  act: Act | readonly SubmitAct[],
  actor: Actor,
): Promise<readonly Performed[]> =>
  isMany(act) ? await driver.together(act, actor) : [await driver.perform(act, actor)];

const hello = async ({ adapter, reference, secrets }: AdapterCheck): Promise<Hello> => {
  const { session, close } = portSession(adapter, runClock(), secrets);
  try {
    const none = Object.fromEntries(
      Object.keys(reference.ports).map((port) => [port, ['absent']]),
    ) as unknown as SutProfile['ports'];
    return helloOf({ ...reference, name: 'this check', ports: none }, adapter.base, await session.hello());
  } finally {
    close();
  }
};

/**
 * Plays the script twice: through the adapter and on the reference itself, with patients of their own. What the adapter
 * answers has to be what the reference answers to the same; what it shows, what the reference holds. Ports that it does
 * not serve are worked over FHIR, so that those it serves have something to show. Throws InputProblem when it does not answer.
 */
export const checkAdapter = async (check: AdapterCheck): Promise<AdapterReport> => {
  const { adapter, reference, secrets } = check;
  const { system, serves } = await hello(check);
  const clock = runClock();
  const fhir = fhirDriver(reference, clock, secrets);
  const ports = portDriver(adapter, clock, secrets);
  const tally = new Tally();
  const nowMs = Date.parse(clock.started);
  const date = new Date(nowMs - DAYS_BEFORE * DAY_MS).toISOString().slice(0, 10);
  const run = randomBytes(3).toString('hex').toUpperCase();
  const scriptOf = (nonce: string) => adapterScript({ nonce, people: reference.people, date, nowMs });
  const [mine, theirs] = [scriptOf(`A${run}`), scriptOf(`B${run}`)];
  try {
    for (const [i, planned] of mine.entries()) {
      const twin = theirs[i];
      const [act, same] = [await actOf(fhir, planned), twin === undefined ? undefined : await actOf(fhir, twin)];
      if (act === undefined || same === undefined || twin === undefined) continue;
      const first = isMany(act) ? act[0] : act;
      const port = first === undefined ? 'readings-in' : portOf(first);
      const isServed = (serves as readonly string[]).includes(port);
      const done = await perform(isServed ? ports : fhir, act, planned.actor);
      const expected = await perform(fhir, same, twin.actor);
      if (!isServed) continue;
      const call = isMany(act) ? 'reading.together' : act.op;
      const outcomes = done.flatMap((one, n) => compareOutcomes(call, one, expected[n] ?? one));
      const [shown] = done;
      const reads = !isMany(act) && shown?.outcome === 'ok' && shown.output !== undefined && act.op !== 'clock.advance';
      const held = reads ? (await fhir.perform(act, planned.actor)).output : undefined;
      tally.note(port, call, [...outcomes, ...(reads ? compareContents(call, shown.output, held) : [])]);
    }
    if (serves.includes('inbox'))
      for (const [who, actor] of [
        ['the desk', EHR] as const,
        ...reference.people.clinicians.map(
          (c) => [`clinician ${c.identifier.value}`, clinician(c.identifier)] as const,
        ),
      ]) {
        const look = await ports.look({}, actor);
        const held = await fhir.look({}, actor);
        const unread: Fault[] = look.complete
          ? []
          : [
              {
                kind: 'answer',
                call: 'inbox.look',
                what: `not a whole look: ${look.performed.answer.text ?? 'no answer'}`,
              },
            ];
        tally.note('inbox', 'inbox.look', [
          ...unread,
          ...(look.complete ? compareInboxes(who, look.items, held.items) : []),
        ]);
      }
  } finally {
    await fhir.close();
    await ports.close();
  }
  const notServed = PORTS_WITH_CALLS.filter((port) => !serves.includes(port));
  return { system, serves, calls: tally.calls(serves), notServed };
};

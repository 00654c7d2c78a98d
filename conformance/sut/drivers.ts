import { InputProblem } from '../../contract/input-problem.ts';
import type { RunClock } from '../history/clock.ts';
import type { Via } from '../history/lines.ts';
import type { Secrets } from './access.ts';
import type { Driver } from './driver.ts';
import type { AlertListener } from '../sight/alerts/alert-listener.ts';
import type { InboxDriver } from './inbox-driver.ts';
import { type FhirDriver, fhirDriver } from './fhir-driver.ts';
import { hl7Driver } from './hl7-driver.ts';
import { type Ask, operatorDriver } from './operator/operator-driver.ts';
import { portDriver, portSession } from './port-protocol/port-driver.ts';
import { portProcess } from './port-protocol/port-process.ts';
import { commandProcess } from './process/commands.ts';
import type { ProcessPort } from './process/process-port.ts';
import type { SutProfile } from './profile.ts';

/** Everything that a system can be driven by, as its profile says. */
export interface Drivers {
  readonly by: Readonly<Partial<Record<Via, Driver>>>;
  /** What its In Basket is read with. */
  readonly inbox: InboxDriver;
  readonly fhir: FhirDriver | undefined;
  /** What stops the system and starts it again; undefined: nothing does. */
  readonly process: ProcessPort | undefined;
  /** Settles when whatever the system sends by itself can be taken. Rejects with InputProblem where it cannot. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** What drivers are made from. */
export interface DriverSetting {
  readonly profile: SutProfile;
  readonly clock: RunClock;
  readonly secrets: Secrets;
  /** Makes the control ids of this run its own. */
  readonly nonce: string;
  readonly timeoutMs: number;
  /** Asks a person; absent: nobody is at a terminal. */
  readonly ask?: Ask;
  /** Of who started the system itself, in place of what its profile says. */
  readonly process?: ProcessPort;
  /** The same: takes its alerts. */
  readonly alerts?: AlertListener;
}

/** How long an adapter, or who started the system itself, has until it answers again, ms. */
const READY_WITHIN_MS = 60_000;

/** What works the port `process`, and how to end it. */
const processOf = ({
  profile,
  clock,
  secrets,
  process: own,
}: DriverSetting): { readonly port: ProcessPort; readonly close?: () => void } | undefined => {
  if (own !== undefined) return { port: own };
  if (profile.ports.process.includes('command') && profile.process !== undefined)
    return { port: commandProcess(profile.process) };
  if (!profile.ports.process.includes('port-protocol') || profile.adapter === undefined) return undefined;
  // It may answer only once the system is up again: longer than any other call.
  const { session, close } = portSession(profile.adapter, clock, secrets, { timeoutMs: READY_WITHIN_MS });
  return { port: portProcess(session, READY_WITHIN_MS), close };
};

/** Who does what an operator is declared for. Throws InputProblem where a person is needed and nobody can be asked. */
const operatorOf = (profile: SutProfile, ask: Ask | undefined, clock: RunClock): Driver | undefined => {
  const operated = Object.entries(profile.ports).flatMap(([port, services]) =>
    services.includes('operator') ? [port] : [],
  );
  if (operated.length === 0) return undefined;
  if (ask !== undefined) return operatorDriver(ask, clock);
  throw new InputProblem(
    `${profile.name} needs an operator for ${operated.join(', ')}, and nobody can be asked`,
    { path: `ports.${operated[0]}` },
    'a terminal at which somebody answers',
    { advice: 'run it at a terminal, or serve the port by a wire or an adapter' },
  );
};

/** Opens what the ports of a profile are served by. Throws InputProblem when a secret is missing. */
export const openDrivers = (setting: DriverSetting): Drivers => {
  const { profile, clock, secrets, nonce, timeoutMs, ask, alerts } = setting;
  const operator = operatorOf(profile, ask, clock);
  const fhir = profile.fhir === undefined ? undefined : fhirDriver(profile, clock, secrets, { timeoutMs });
  const hl7v2 =
    profile.hl7 === undefined ? undefined : hl7Driver(profile, profile.hl7, clock, nonce, timeoutMs, alerts);
  const adapter =
    profile.adapter === undefined ? undefined : portDriver(profile.adapter, clock, secrets, { timeoutMs });
  const by: Partial<Record<Via, Driver>> = {
    ...(fhir === undefined ? {} : { fhir }),
    ...(hl7v2 === undefined ? {} : { hl7v2 }),
    ...(adapter === undefined ? {} : { 'port-protocol': adapter }),
    ...(operator === undefined ? {} : { operator }),
  };
  const inbox = profile.ports.inbox.includes('fhir') ? fhir : adapter;
  if (inbox === undefined)
    throw new InputProblem(
      `nothing serves the In Basket of ${profile.name}`,
      { path: 'ports.inbox' },
      'fhir or port-protocol: without an In Basket nothing can be judged',
    );
  const worked = processOf(setting);
  return {
    by,
    inbox,
    fhir,
    process: worked?.port,
    ready: hl7v2?.ready ?? Promise.resolve(),
    close: async () => {
      worked?.close?.();
      for (const driver of Object.values(by)) await driver.close();
    },
  };
};

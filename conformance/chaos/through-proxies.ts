import { InputProblem } from '../../contract/input-problem.ts';
import type { RunClock } from '../history/clock.ts';
import type { SutProfile } from '../sut/profile.ts';
import { type Proxy, startProxy } from './proxy.ts';

/** A system as it is reached through proxies. */
export interface Proxied {
  readonly profile: SutProfile;
  /** By the wire each is of: `fhir`, `hl7v2`. */
  readonly proxies: ReadonlyMap<string, Proxy>;
  close(): Promise<void>;
}

const DEFAULT_PORT = { 'http:': 80, 'https:': 443 } as const;

const portOf = ({ protocol, port }: URL): number =>
  port === '' ? (DEFAULT_PORT[protocol as keyof typeof DEFAULT_PORT] ?? 0) : Number(port);

/** Throws InputProblem (exit 65) for a system that speaks TLS: its certificate is not of the address of a proxy. */
export const checkClear = ({ name, fhir }: SutProfile): void => {
  if (fhir?.base.startsWith('https:') !== true) return;
  throw new InputProblem(
    `${name} speaks TLS, and chaos puts a proxy of its own before it`,
    { path: 'fhir.base' },
    'http://, such as that of a test system on this computer',
    { advice: 'run chaos where the system is reached without TLS, in front of what ends it' },
  );
};

/** Puts a proxy before each address that readings are sent to. The profile is the same but for those addresses. */
export const throughProxies = async (
  profile: SutProfile,
  { seed, clock }: { readonly seed: number; readonly clock: Pick<RunClock, 'now'> },
): Promise<Proxied> => {
  const proxies = new Map<string, Proxy>();
  const front = async (name: string, host: string, port: number): Promise<Proxy> => {
    const proxy = await startProxy({ target: { host, port }, seed, name, clock });
    proxies.set(name, proxy);
    return proxy;
  };
  const { fhir, hl7 } = profile;
  let changed = profile;
  if (fhir !== undefined) {
    const base = new URL(fhir.base);
    const { host, port } = await front('fhir', base.hostname, portOf(base));
    base.hostname = host;
    base.port = String(port);
    changed = { ...changed, fhir: { base: base.href.replace(/\/+$/, '') } };
  }
  if (hl7 !== undefined) {
    const { host, port } = await front('hl7v2', hl7.host, hl7.port);
    changed = { ...changed, hl7: { ...hl7, host, port } };
  }
  return {
    profile: changed,
    proxies,
    close: async () => {
      for (const proxy of proxies.values())
        // oxlint-disable-next-line no-await-in-loop -- at most two
        await proxy.close();
    },
  };
};

import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { SutProfile } from '../sut/profile.ts';

/** The host of an address as a person writes it: without the brackets of IPv6. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1').toLowerCase();

/** Whether packets to a host never leave this computer (RFC 6890, RFC 6761). */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/**
 * Load goes to this computer alone, unless `allowed` names the host; its profile says `environment: test`, without
 * which there is no profile at all. Throws InputProblem that says which host was refused.
 */
export const checkHosts = (
  { fhir, hl7 }: Partial<Pick<SutProfile, 'fhir' | 'hl7'>>,
  allowed: string | undefined,
): void => {
  const hosts = [
    ...(fhir === undefined ? [] : [{ host: new URL(fhir.base).hostname, path: 'fhir.base' }]),
    ...(hl7 === undefined ? [] : [{ host: hl7.host, path: 'hl7.host' }]),
  ];
  for (const { host, path } of hosts) {
    if (isLoopback(bare(host)) || (allowed !== undefined && bare(host) === bare(allowed))) continue;
    throw new InputProblem(
      `a load would go to ${host}, which is not this computer`,
      { path },
      `localhost, or --allow-host ${host} if it is a system for tests that is yours to load`,
      { exitCode: EXIT.usage },
    );
  }
};

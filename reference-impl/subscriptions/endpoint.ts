import { isLoopback } from '../loopback.ts';
import { BOUNDS } from './bounds.ts';

/**
 * Why an endpoint is not sent to; undefined when it may be. Only loopback, and hosts that the operator
 * allows by name (`ehr.example` or `ehr.example:8443`): else whoever may subscribe could make this
 * server send requests into networks that only it can reach. The URL is shown back, so it holds no password.
 */
export const endpointProblem = (endpoint: string, allowedHosts: readonly string[]): string | undefined => {
  if (endpoint.length > BOUNDS.endpointLength) return `longer than ${BOUNDS.endpointLength} characters`;
  if (!URL.canParse(endpoint)) return 'not an absolute URL';
  const { protocol, username, password, hash, hostname, host } = new URL(endpoint);
  if (protocol !== 'http:' && protocol !== 'https:') return 'only http and https';
  if (username !== '' || password !== '') return 'credentials belong into channel.header';
  if (hash !== '') return 'a URL without a fragment';
  if (isLoopback(hostname)) return undefined;
  if (!allowedHosts.includes(hostname) && !allowedHosts.includes(host))
    return 'only loopback and the hosts that the operator allows';
  return protocol === 'https:' ? undefined : 'outside loopback only https';
};

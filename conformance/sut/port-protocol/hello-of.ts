import { EXIT, InputProblem } from '../../../contract/input-problem.ts';
import { Hello } from '../../../contract/wire/ports/calls.ts';
import type { PortName } from '../../../contract/ports.ts';
import type { HttpExchange } from '../http.ts';
import type { SutProfile } from '../profile.ts';
import { faultOf } from './port-session.ts';

const EXPECTED = 'HTTP 200 with what docs/ports.md says of GET / (contract/wire/ports/schemas/hello.schema.json)';
const DENIED: readonly (number | undefined)[] = [401, 403];

const unusable = (what: string, path: string, expected: string, advice: string): InputProblem =>
  new InputProblem(what, { path }, expected, { advice, exitCode: EXIT.unreachable });

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
};

const missingPorts = ({ ports }: SutProfile, hello: Hello): readonly string[] =>
  (Object.keys(ports) as PortName[]).filter(
    (port) => ports[port].includes('port-protocol') && !(hello.serves as readonly string[]).includes(port),
  );

/**
 * What an adapter says of itself. Throws InputProblem: exit 69 when it does not answer, refuses the key or says
 * something else; exit 65 when the profile asks it for ports that it does not answer.
 */
export const helloOf = (profile: SutProfile, base: string, { status, failure, body }: HttpExchange): Hello => {
  if (DENIED.includes(status))
    throw unusable(
      `the adapter of ${profile.name} refuses the harness (HTTP ${status})`,
      'adapter.key',
      'the key that the adapter takes, in the variable that the profile names',
      'compare adapter.key in the profile with what the adapter was started with',
    );
  const read = Hello.safeParse(parsed(body));
  if (status !== 200 || !read.success) {
    const came = status === undefined ? (failure ?? 'no answer') : `HTTP ${status}`;
    const fault = status === 200 && !read.success ? `, ${faultOf(read.error)}` : '';
    throw unusable(
      `the adapter of ${profile.name} does not answer at ${base}/: ${came}${fault}`,
      'adapter.base',
      EXPECTED,
      'start the adapter, or correct its address in the profile; vitalproof adapter check proves it',
    );
  }
  const missing = missingPorts(profile, read.data);
  if (missing.length > 0)
    throw new InputProblem(
      `the adapter of ${profile.name} does not answer ${missing.join(', ')}`,
      { path: 'ports' },
      `only ports that it serves: ${read.data.serves.join(', ')}`,
      {
        advice: `answer them in the adapter, or say in the profile that the system has none: ports: { ${missing
          .map((port) => `${port}: absent`)
          .join(', ')} }`,
      },
    );
  return read.data;
};

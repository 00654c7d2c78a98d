import { randomBytes } from 'node:crypto';
import { loadClients } from '../reference-impl/api/auth/clients/load.ts';
import type { ReferenceOptions } from '../reference-impl/server.ts';
import { type Arguments, type Option, usageProblem } from './arguments.ts';

const LEAST_KEY_BYTES = 32;

/** Options of `serve` that are about who may do what. */
export const ACCESS_OPTIONS: Readonly<Record<string, Option>> = {
  clients: { value: 'FILE', help: 'clients that get tokens by SMART Backend Services, YAML or JSON' },
  auth: { value: 'MODE', help: 'tokens, or none: no access control, this machine alone (tokens)' },
};

/** What is said at the start where nobody is asked who they are. */
export const OPEN_NOTICE = `
!!! NO ACCESS CONTROL (--auth none) ---------------------------------------------
!!!  Whatever runs on this machine can read and change everything here,
!!!  as anybody: no token is asked for.
!!!  Only requests from this machine are served: none by a proxy, none of a web page.
!!!  Synthetic patients only. Leave --auth out to ask for tokens.
!!! -----------------------------------------------------------------------------
`;

type Environment = Readonly<Record<string, string | undefined>>;

/** The key of the access tokens. InputProblem (exit 64) where there is none, or a short one. */
export const tokenKeyOf = (env: Environment, command: string): string => {
  const key = env.VITALPROOF_TOKEN_KEY ?? '';
  if (Buffer.byteLength(key) >= LEAST_KEY_BYTES) return key;
  throw usageProblem(
    `${command} needs a key for bearer tokens`,
    `VITALPROOF_TOKEN_KEY with at least ${LEAST_KEY_BYTES} characters`,
    `VITALPROOF_TOKEN_KEY=$(openssl rand -hex 32) vitalproof ${command}`,
  );
};

/** What the options and the environment say of access. InputProblem for what cannot be used (exit 64, or 65 for a file). */
export const accessOptions = (
  args: Arguments,
  env: Environment,
): Pick<ReferenceOptions, 'tokenKey' | 'clients' | 'auth'> => {
  const mode = args.text('auth') ?? 'tokens';
  if (mode !== 'tokens' && mode !== 'none') throw usageProblem(`--auth ${mode} is not usable`, 'tokens or none');
  const file = args.text('clients');
  if (mode === 'none') {
    if (file !== undefined)
      throw usageProblem(
        '--clients does not go with --auth none',
        'clients that get tokens, or nobody who is asked for one',
      );
    return { auth: 'none', tokenKey: randomBytes(LEAST_KEY_BYTES).toString('hex') };
  }
  const tokenKey = tokenKeyOf(env, 'serve');
  return { tokenKey, ...(file === undefined ? {} : { clients: loadClients(file) }) };
};

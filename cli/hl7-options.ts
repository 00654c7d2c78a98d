import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputProblem } from '../contract/input-problem.ts';
import { compact } from '../contract/wire/json/compact.ts';
import { loadParties } from '../reference-impl/api/hl7v2/parties.ts';
import { isLoopback } from '../reference-impl/loopback.ts';
import type { ReferenceOptions } from '../reference-impl/server.ts';
import type { Arguments, Option } from './arguments.ts';
import { usageProblem } from './arguments.ts';

/** Options of `serve` that are about HL7 v2. */
export const HL7_OPTIONS: Readonly<Record<string, Option>> = {
  'hl7-port': { value: 'PORT', help: 'HL7 v2 over MLLP (0: any free port)' },
  'hl7-parties': { value: 'FILE', help: 'senders and namespaces that were agreed, YAML or JSON (docs/cli.md, HL7 v2)' },
  'hl7-tls-key': { value: 'FILE', help: 'mutual TLS: our key, PEM' },
  'hl7-tls-cert': { value: 'FILE', help: 'mutual TLS: our certificate, PEM' },
  'hl7-tls-ca': { value: 'FILE', help: 'mutual TLS: who signs the certificates of senders, PEM' },
  'hl7-alerts': {
    value: '[HOST:]PORT',
    help: 'where In Basket items are told; outside loopback over TLS, with the same files',
  },
  'hl7-alerts-as': { value: 'FORM', help: 'r40 (ORU^R40) or mdm (MDM^T02)' },
};

const TLS = ['hl7-tls-key', 'hl7-tls-cert', 'hl7-tls-ca'] as const;

const pem = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new InputProblem(`cannot be read (${reason})`, { file }, 'a PEM file');
  }
};

const unusable = (file: string, what: string, error: unknown): InputProblem =>
  new InputProblem(`cannot be used (${error instanceof Error ? error.message : String(error)})`, { file }, what);

const CERTIFICATE = /-----BEGIN ((?:X509 )?CERTIFICATE)-----[^-]+-----END \1-----/g;

/** Where there is none, Node.js would trust the authorities of the web instead. */
const certificates = (file: string): { readonly text: string; readonly all: readonly X509Certificate[] } => {
  const text = pem(file);
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) throw new InputProblem('holds no certificate', { file }, 'certificates in PEM');
  try {
    return { text, all: blocks.map((block) => new X509Certificate(block)) };
  } catch (error) {
    throw unusable(file, 'certificates in PEM', error);
  }
};

const privateKey = (file: string): { readonly text: string; readonly key: KeyObject } => {
  const text = pem(file);
  try {
    return { text, key: createPrivateKey(text) };
  } catch (error) {
    throw unusable(file, 'a private key in PEM, without a passphrase', error);
  }
};

const tlsOf = (args: Arguments): ReferenceOptions['hl7Tls'] => {
  const [key, cert, ca] = TLS.map((name) => args.text(name));
  if (key === undefined && cert === undefined && ca === undefined) return undefined;
  if (key === undefined || cert === undefined || ca === undefined)
    throw usageProblem('mutual TLS needs all three files', TLS.map((name) => `--${name} FILE`).join(' '));
  const own = privateKey(key);
  const chain = certificates(cert);
  if (chain.all[0]?.checkPrivateKey(own.key) !== true)
    throw new InputProblem('the key is not that of the certificate', { file: key }, `the key of ${cert}`);
  return { key: own.text, cert: chain.text, ca: certificates(ca).text };
};

const alertsOf = (args: Arguments, tls: ReferenceOptions['hl7Tls']): ReferenceOptions['alerts'] => {
  const to = args.text('hl7-alerts');
  const form = args.text('hl7-alerts-as') ?? 'r40';
  if (form !== 'r40' && form !== 'mdm') throw usageProblem(`--hl7-alerts-as ${form} is not usable`, 'r40 or mdm');
  if (to === undefined) {
    if (args.text('hl7-alerts-as') === undefined) return undefined;
    throw usageProblem('--hl7-alerts-as says how alerts are told, and nothing says where', '--hl7-alerts [HOST:]PORT');
  }
  const [, named = '127.0.0.1', digits = ''] = /^(?:([^\s:/]+|\[[0-9A-Fa-f:]+\]):)?(\d{1,5})$/.exec(to) ?? [];
  const port = Number(digits);
  if (port < 1 || port > 65_535)
    throw usageProblem(
      `--hl7-alerts ${to} is not usable`,
      '[HOST:]PORT, with a port from 1 to 65535',
      '127.0.0.1:2576',
    );
  const host = named.replace(/^\[|\]$/g, '');
  if (isLoopback(host)) return { host, port, form };
  if (tls === undefined)
    throw usageProblem(
      `--hl7-alerts ${to} is outside loopback`,
      'TLS outside loopback',
      TLS.map((name) => `--${name} FILE`).join(' '),
    );
  return { host, port, form, tls };
};

/** What the options say of HL7 v2. InputProblem for what cannot be used (exit 64, or 65 for a file). */
export const hl7Options = (
  args: Arguments,
): Pick<ReferenceOptions, 'hl7Port' | 'hl7Tls' | 'hl7Clients' | 'namespaces' | 'alerts'> => {
  const file = args.text('hl7-parties');
  const { clients, namespaces } = file === undefined ? {} : loadParties(file);
  const tls = tlsOf(args);
  const alerts = alertsOf(args, tls);
  return {
    hl7Port: args.whole('hl7-port', 0, 0, 65_535),
    ...compact({ hl7Clients: clients, namespaces }),
    ...(tls === undefined ? {} : { hl7Tls: tls }),
    ...(alerts === undefined ? {} : { alerts }),
  };
};

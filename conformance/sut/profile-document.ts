import { z } from 'zod';
import { Clinician, type Identifier, keyOf, Pool } from '../../contract/domain/index.ts';
import { BASE_SCOPE } from '../../contract/requirements/scopes.ts';
import { RECEIVER_SCOPES } from '../../contract/requirements/requirement.ts';
import { PortsTerm } from './ports.ts';
import {
  AddressTerm,
  BaseTerm,
  EnvironmentTerm,
  HostTerm,
  labelTerm,
  MillisecondsTerm,
  PortNumberTerm,
  WholeNumberTerm,
} from './profile-terms.ts';
import { fields } from './fields.ts';
import { ProcessTerm } from './process/process-terms.ts';

/** One client of SMART Backend Services. `key` names the variable with its private key, or with the path of one. */
const ClientTerm = fields({
  id: z.string().min(1).max(255),
  key: EnvironmentTerm,
  kid: z.string().min(1).max(255).optional(),
  scopes: z
    .array(z.string().regex(/^[!#-[\]-~]+$/, 'one scope, such as system/Task.rs'))
    .min(1)
    .optional(),
});

/** A registered client with which logging in is tried. */
const LoginTerm = fields({
  ...ClientTerm.shape,
  tokenUrl: AddressTerm.optional(),
});

const Access = z.discriminatedUnion('mode', [
  fields({ mode: z.literal('none') }),
  /** The system believes whoever says who they are: header `X-Acting-As`, as of a reference served with `--auth none`. */
  fields({ mode: z.literal('acting-as') }),
  /** A JSON object in a file: from actor (`ehr`, `portal:MRN1`, `clinician:NPI`) or role to bearer token. */
  fields({ mode: z.literal('bearer-file'), file: z.string().min(1) }),
  /** The harness signs short tokens with a shared key. */
  fields({ mode: z.literal('jwt-hs256'), key: EnvironmentTerm }),
  /** SMART Backend Services: a registered client for each role, tokens by private_key_jwt. */
  fields({
    mode: z.literal('backend-services'),
    tokenUrl: AddressTerm.optional(),
    clients: fields({
      ehr: ClientTerm,
      clinician: ClientTerm.optional(),
      portal: ClientTerm.optional(),
      gateway: ClientTerm.optional(),
      auditor: ClientTerm.optional(),
      clock: ClientTerm.optional(),
    }),
  }),
]);
export type Access = z.infer<typeof Access>;

const Name = z.string().regex(/^[A-Za-z0-9_-]{1,20}$/, 'an HL7 name of letters, digits, - and _');

/** Every claim is one of the catalogue's scopes, and all of them stand on the first. */
const ScopeTerm = z
  .union([z.string(), z.array(z.string())])
  .transform((s) => (Array.isArray(s) ? s : [s]))
  .pipe(z.array(z.enum(RECEIVER_SCOPES)).min(1))
  .refine((s) => s.includes(BASE_SCOPE), `a list with ${BASE_SCOPE}, on which every other scope stands`);

const isOnce = (all: readonly { readonly identifier: Identifier }[]): boolean =>
  new Set(all.map(({ identifier }) => keyOf(identifier))).size === all.length;

/** An adapter of the port protocol (docs/ports.md). `key`: sent as a bearer token, by the variable that holds it. */
const AdapterTerm = fields({
  base: BaseTerm,
  key: EnvironmentTerm.optional(),
});

/** The file in which a SUT describes itself (docs/profile.md). */
export const ProfileDocument = fields({
  vitalproof: z.union([z.literal(1), z.literal('1')], '1, the version of this format'),
  name: labelTerm(80),
  version: labelTerm(40),
  role: z.literal('receiver', 'receiver; a sender has another profile (docs/sender.md)'),
  scope: ScopeTerm,
  environment: z.literal(
    'test',
    'test: the harness writes patients, orders and readings, and never into a live system',
  ),
  fhir: fields({ base: BaseTerm }).optional(),
  adapter: AdapterTerm.optional(),
  hl7: fields({
    host: HostTerm,
    port: PortNumberTerm,
    app: Name.default('RPM'),
    facility: Name.default('GOODHEALTH'),
    sendingApp: Name.default('EHR'),
    gatewayApp: Name.default('GATEWAY'),
    orders: z.enum(['OMG^O19', 'ORM^O01']).default('OMG^O19'),
    /** Where the harness takes the system's alerts: a port of 127.0.0.1 that the system was told of. */
    alerts: fields({ port: PortNumberTerm }).optional(),
  }).optional(),
  access: Access.default({ mode: 'none' }),
  /** A client of the system's own token endpoint, to log in with; unsaid: the one of the role ehr, where `access` has some. */
  login: LoginTerm.optional(),
  ports: PortsTerm.default({}),
  policies: fields({
    backfill: z.enum(['since-order-start', 'none']),
    afterEnd: z.enum(['accept', 'refuse']),
    control: z.enum(['refuse', 'store-apart']),
    future: z.enum(['refuse', 'quarantine']),
    duplicates: z.enum(['server-side', 'conditional-create']),
    backdateDays: WholeNumberTerm,
  })
    .partial()
    .default({}),
  process: ProcessTerm.optional(),
  deadlines: fields({
    critical: MillisecondsTerm,
    other: MillisecondsTerm,
    filed: MillisecondsTerm,
    recovery: MillisecondsTerm,
    again: MillisecondsTerm,
  })
    .partial()
    .default({}),
  clock: z.enum(['patient', 'system', 'absent']).default('absent'),
  visibilityLag: MillisecondsTerm.default(2000),
  namespaces: z.record(Name, z.string().min(1)).default({}),
  people: fields({
    clinicians: z.array(Clinician).min(4).max(20),
    pools: z.array(Pool).min(1).max(5),
    decoys: z.array(Clinician).min(2).max(10),
  })
    .refine(({ clinicians, decoys }) => isOnce([...clinicians, ...decoys]), {
      path: ['decoys'],
      message: 'people of whom each stands once: a decoy owns nothing, and is no clinician of an order',
    })
    .refine(({ pools }) => isOnce(pools), { path: ['pools'], message: 'pools of which each stands once' })
    .optional(),
});
export type ProfileDocument = z.infer<typeof ProfileDocument>;

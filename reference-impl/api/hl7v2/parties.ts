import { z } from 'zod';
import { Identifier, isSystem } from '../../../contract/domain/identifier.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Namespaces } from '../../../contract/wire/hl7v2/identifier.ts';
import { readYamlFile } from '../../../contract/yaml/document.ts';
import type { Caller } from '../../pipeline.ts';

/** What two sides of an HL7 v2 interface agree on beforehand: who sends, and what the names of authorities stand for. */
export interface Parties {
  /** By `MSH-3|MSH-4`. */
  readonly clients: Readonly<Record<string, Caller>>;
  readonly namespaces: Namespaces;
}

const MOST = 1000;
/** A name that needs no escape on the wire. */
const Name = z.string().regex(/^[^|^~\\&\p{Cc}]{1,180}$/u, 'a name of 1 to 180 characters, none of | ^ ~ \\ &');

const Sender = z
  .strictObject({
    application: Name,
    /** Absent: it leaves MSH-4 empty, as gateways of IHE PCD-01 do. */
    facility: Name.optional(),
    role: z.enum(['ehr', 'gateway', 'portal']),
    /** The one patient that it speaks for; absent: every one. */
    patient: Identifier.optional(),
    /** The source that its readings come from, where sources are admitted; absent: that of its certificate, else none. */
    source: Identifier.optional(),
  })
  .superRefine(({ role, patient, source }, context) => {
    if (role !== 'gateway' && source !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['source'],
        message: 'no source: only a gateway sends readings',
        input: source,
      });
    if (role === 'ehr' && patient !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['patient'],
        message: 'no patient: ehr speaks for all',
        input: patient,
      });
  });

const keyOf = ({ application, facility = '' }: z.infer<typeof Sender>): string => `${application}|${facility}`;

/** The file of an interface: `senders` and `namespaces`, each in place of what is agreed by default. */
const PartiesDocument = z
  .strictObject({
    senders: z.array(Sender).min(1).max(MOST).optional(),
    namespaces: z
      .record(Name, z.string().refine(isSystem, 'an absolute URL or URN'))
      .refine((all) => Object.keys(all).length <= MOST, `at most ${MOST}`)
      .optional(),
  })
  .superRefine(({ senders = [], namespaces = {} }, context) => {
    for (const [i, sender] of senders.entries())
      if (senders.findIndex((other) => keyOf(other) === keyOf(sender)) < i)
        context.addIssue({
          code: 'custom',
          path: ['senders', i],
          message: 'each application and facility once',
          input: sender,
        });
    const systems = Object.values(namespaces);
    for (const [name, system] of Object.entries(namespaces))
      if (systems.indexOf(system) !== systems.lastIndexOf(system))
        context.addIssue({ code: 'custom', path: ['namespaces', name], message: 'a system of its own', input: system });
  });

/** Reads what was agreed with the other sides, YAML or JSON. Throws InputProblem with file, line and field. */
export const loadParties = (file: string): Partial<Parties> => {
  const { senders, namespaces } = readYamlFile(file, PartiesDocument, 'senders and namespaces (docs/cli.md, HL7 v2)');
  const clients =
    senders &&
    Object.fromEntries(
      senders.map((sender): [string, Caller] => [
        keyOf(sender),
        { role: sender.role, client: keyOf(sender), ...compact({ subject: sender.patient, source: sender.source }) },
      ]),
    );
  return compact({ clients, namespaces });
};

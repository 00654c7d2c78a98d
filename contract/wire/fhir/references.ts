import type { Identifier } from '../../domain/identifier.ts';

/** Turns business keys into literal references (`Patient/p1`) when writing. Throws when there is none. */
export type ReferenceTo = (
  type:
    | 'Patient'
    | 'PractitionerRole'
    | 'CareTeam'
    | 'Recipient'
    | 'Device'
    | 'ServiceRequest'
    | 'Observation'
    | 'Task',
  identifier: Identifier,
) => string;

/** Turns a literal reference into the business key of what it points to when reading. */
export type IdentifierOf = (reference: string) => Identifier | undefined;

/** What a server adds to a resource. */
export interface ResourceMeta {
  readonly id: string;
  readonly version: number;
  readonly lastUpdated: string;
}

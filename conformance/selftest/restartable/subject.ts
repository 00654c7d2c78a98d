import type { ReferenceLogin } from '../../sut/reference-login.ts';
import type { Different } from '../defect.ts';
import { mutants } from '../mutants/index.ts';
import { variants } from '../variants/index.ts';

/** What a thread is told to be. */
export interface Subject {
  /** Of a mutant or a variant; functions do not go from one thread to another. */
  readonly name: string;
  readonly seed: number;
  /** Which start it is, from 1. */
  readonly life: number;
  readonly databasePath: string;
  readonly tokenKey: string;
  /** The client that logs in at it. */
  readonly client: ReferenceLogin['client'];
  /** Where it tells its alerts. */
  readonly alerts?: { readonly host: string; readonly port: number; readonly ackTimeoutMs: number };
  readonly fhirPort?: number;
  readonly hl7Port?: number;
}

/** The difference that goes by a name; undefined: there is none. */
export const named = (name: string): Different | undefined =>
  [...mutants, ...variants].find((different) => different.name === name);

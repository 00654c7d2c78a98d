import type { Identifier } from '../../../../contract/domain/identifier.ts';
import type { Caller } from '../../../pipeline.ts';
import type { Scope } from '../scopes/scope.ts';
import type { PublicKey } from './public-key.ts';

/** A client that was registered: what it is, for whom it speaks, what it may ask for, and what it signs with. */
export interface Client {
  readonly id: string;
  readonly role: Caller['role'];
  /** The one person it speaks for; `asserted`: whom each of its assertions names; undefined: all. */
  readonly subject?: Identifier | 'asserted';
  /** Of a gateway: the source that it is, where that is not its id. */
  readonly source?: Identifier;
  readonly scopes: readonly Scope[];
  readonly keys: ReadonlyMap<string, PublicKey>;
}

/** Registered clients by id. */
export type Clients = ReadonlyMap<string, Client>;

import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { compact } from '../../../../contract/wire/json/compact.ts';
import { readYamlFile } from '../../../../contract/yaml/document.ts';
import type { Client, Clients } from './client.ts';
import { ClientsDocument, KeySet } from './document.ts';

const clientsOf = ({ clients }: z.output<typeof ClientsDocument>, file: string): Clients =>
  new Map(
    clients.map(({ jwks, jwksFile, ...entry }): [string, Client] => {
      const keys =
        jwks ?? readYamlFile(resolve(dirname(file), jwksFile ?? ''), KeySet, `the public keys of client ${entry.id}`);
      return [entry.id, { ...compact(entry), keys }];
    }),
  );

/** Reads the clients that are registered in a file, YAML or JSON, and the key sets it names. Throws InputProblem with file, line and field. */
export const loadClients = (file: string): Clients =>
  clientsOf(readYamlFile(file, ClientsDocument, 'the registered clients (docs/bindings/fhir.md, Access)'), file);

/** One registered client as a clients file would have it, for who starts a reference by itself. `jwk`: its public key. Throws ZodError. */
export const oneClient = (entry: {
  readonly id: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly jwk: Readonly<Record<string, unknown>>;
}): Clients => {
  const { jwk, ...client } = entry;
  return clientsOf(ClientsDocument.parse({ clients: [{ ...client, jwks: { keys: [jwk] } }] }), '');
};

import { dirname, resolve } from 'node:path';
import { compact } from '../../../../contract/wire/json/compact.ts';
import { readYamlFile } from '../../../../contract/yaml/document.ts';
import type { Client, Clients } from './client.ts';
import { ClientsDocument, KeySet } from './document.ts';

/** Reads the clients that are registered in a file, YAML or JSON, and the key sets it names. Throws InputProblem with file, line and field. */
export const loadClients = (file: string): Clients => {
  const { clients } = readYamlFile(file, ClientsDocument, 'the registered clients (docs/bindings/fhir.md, Access)');
  return new Map(
    clients.map(({ jwks, jwksFile, ...entry }): [string, Client] => {
      const keys =
        jwks ?? readYamlFile(resolve(dirname(file), jwksFile ?? ''), KeySet, `the public keys of client ${entry.id}`);
      return [entry.id, { ...compact(entry), keys }];
    }),
  );
};

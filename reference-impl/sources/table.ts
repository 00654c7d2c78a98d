import type { KnownSource } from './known-source.ts';
import type { Database } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

export const SOURCES_TABLE = `CREATE TABLE sources (${DOCUMENT_COLUMNS}) STRICT`;

export type SourceTable = Documents<KnownSource>;

export const createSourceTable = (db: Database, stamps: Stamps): SourceTable =>
  createDocuments<KnownSource>(db, stamps, 'sources', 'q');

import type { Source } from '../../contract/domain/source.ts';
import type { Database } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

export const SOURCES_TABLE = `CREATE TABLE sources (${DOCUMENT_COLUMNS}) STRICT`;

/** A sender's client, and whether it was admitted last or withdrawn. */
export interface KnownSource {
  readonly source: Source;
  readonly status: 'admitted' | 'withdrawn';
}

export type SourceTable = Documents<KnownSource>;

export const createSourceTable = (db: Database, stamps: Stamps): SourceTable =>
  createDocuments<KnownSource>(db, stamps, 'sources', 'q');

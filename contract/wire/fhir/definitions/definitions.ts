import type { JsonObject } from '../../json/lossless.ts';
import { CODE_SYSTEMS } from './code-systems.ts';
import { extensionDefinition } from './extension-definition.ts';
import { EXTENSIONS } from './extensions.ts';

/**
 * StructureDefinitions and CodeSystems of everything this project defines on the FHIR wire, as any R4 validator loads
 * them. Without them it cannot accept a modifier extension of ours, and cannot tell a code of ours from a misspelt one.
 */
export const DEFINITIONS: readonly JsonObject[] = [...EXTENSIONS.map(extensionDefinition), ...CODE_SYSTEMS];

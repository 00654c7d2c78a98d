import type { ScriptAct, SenderScriptInput } from '../../../contract/cases/sender/script.ts';
import type { z } from 'zod';
import type { SenderLane } from '../run-senders.ts';

/** One conformance check of a sender: the shortest script that exercises its requirement in both ways. It expects nothing. */
export interface SenderCheck {
  readonly requirement: string;
  readonly title: string;
  /** In what the twins differ. */
  readonly twin: string;
  /** Sources for which it can be played. */
  readonly sources: readonly SenderScriptInput['source'][];
  /** Wires that can show it, where it is not all of them. */
  readonly wires?: SenderLane['wires'];
  readonly measures?: SenderScriptInput['measures'];
  readonly zone?: string;
  readonly acts: readonly z.input<typeof ScriptAct>[];
}

export const GATT = ['gatt'] as const;
export const STORES = ['healthkit', 'health-connect'] as const;
export const ANY = ['gatt', 'healthkit', 'health-connect'] as const;

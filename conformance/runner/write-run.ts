import { basename } from 'node:path';
import { type PortName, PORTS } from '../../contract/ports.ts';
import type { RunClock } from '../history/clock.ts';
import type { Via } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { PlannedLanes } from './plan-lanes.ts';
import type { RunOptions } from './run-options.ts';
import { wireOf } from './wires.ts';

/** The ports that are served, in the order of the contract. */
const servedPorts = ({ ports }: SutProfile): { port: PortName; served: Via[] }[] =>
  PORTS.flatMap((port) => {
    const served = ports[port].filter((service) => service !== 'absent');
    return served.length === 0 ? [] : [{ port, served }];
  });

/** The first line of a history: what was run, against what, and what it is held to. */
export const writeRun = (options: RunOptions, plans: PlannedLanes, clock: RunClock, history: HistoryWriter): void => {
  const { profile, seed, runDir, selected } = options;
  history.run({
    run: basename(runDir),
    started: clock.started,
    seed,
    harness: options.harness ?? 'vitalproof',
    catalogue: options.catalogue ?? '',
    command: [...(options.command ?? [])],
    sut: { name: profile.name, version: profile.version },
    deadlines: profile.deadlines,
    policies: profile.policies,
    clock: profile.clock,
    ...(wireOf(profile, 'portal') !== undefined ? { portal: true } : {}),
    people: {
      clinicians: [...profile.people.clinicians],
      pools: [...profile.people.pools],
      decoys: [...profile.people.decoys],
    },
    ...(options.missing === undefined ? {} : { scope: [...profile.scope] }),
    ports: servedPorts(profile),
    selected: [...selected],
    ...(plans.recorded.length === 0 ? {} : { recorded: [...plans.recorded] }),
  });
};

import { join } from 'node:path';
import type { Deed } from '../../conformance/chaos/plan.ts';
import type { ChaosParts } from '../../conformance/chaos/perform.ts';
import type { DrivenParts } from '../../conformance/runner/driven.ts';
import { pause } from '../../conformance/runner/pause.ts';
import type { Cluster } from '../../reference-impl/store/postgres/cluster.test-helper.ts';
import { type ReferenceChild, startReferenceChild } from './reference-child.ts';

/** The system that a run of chaos is played against: one process on a file, or two that share a database on PostgreSQL. */
export interface ChaosSystem {
  /** FHIR is served by the first, HL7 v2 by the last. */
  readonly children: readonly ReferenceChild[];
  readonly deeds: (parts: DrivenParts) => ChaosParts['deeds'];
  end(): Promise<void>;
}

type Doing = readonly [down: () => unknown, up: () => unknown];

/** The means to each deed, and when it was done in the history. `next`: whose turn it is. */
const deedsOf =
  (next: () => ReferenceChild, cluster: Cluster | undefined): ChaosSystem['deeds'] =>
  ({ clock, history }) => {
    const deed =
      (fault: Deed, doing: (child: ReferenceChild) => Doing) =>
      async (forMs: number): Promise<void> => {
        const from = clock.now();
        const [down, up] = doing(next());
        await down();
        await pause(forMs);
        await up();
        history.fault({ fault, from, until: clock.now(), detail: `for ${forMs} ms, until it listened again` });
      };
    return {
      killed: deed('killed', (child) => [() => child.end('SIGKILL'), () => child.start()]),
      stopped: deed('stopped', (child) => [() => child.end('SIGTERM'), () => child.start()]),
      paused: deed('paused', (child) => [() => child.hold(), () => child.goOn()]),
      ...(cluster === undefined
        ? {}
        : { 'database-restarted': deed('database-restarted', () => [() => cluster.crash(), () => cluster.start()]) }),
    };
  };

/** Starts what is played against. `cluster` absent: one process, on a file in `folder`. */
export const startSystem = async (
  folder: string,
  tokenKey: string,
  seed: number,
  cluster?: Cluster,
): Promise<ChaosSystem> => {
  const database = cluster === undefined ? join(folder, 'reference.db') : cluster.of(`chaos${seed}`);
  const children: ReferenceChild[] = [await startReferenceChild(database, tokenKey)];
  if (cluster !== undefined) children.push(await startReferenceChild(database, tokenKey));
  let turn = 0;
  const next = (): ReferenceChild => {
    const child = children[turn % children.length];
    turn += 1;
    if (child === undefined) throw new Error('there is no system');
    return child;
  };
  return {
    children,
    deeds: deedsOf(next, cluster),
    end: async () => {
      await Promise.all(children.map((child) => child.end('SIGTERM')));
    },
  };
};

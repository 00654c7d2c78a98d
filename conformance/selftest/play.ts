import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from '../../contract/wire/json/compact.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { oneClient } from '../../reference-impl/api/auth/clients/load.ts';
import { SILENT } from '../../reference-impl/operation/log.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { randomStream } from '../../simulator/random.ts';
import type { Check } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { judgeHistory } from '../judge.ts';
import { type LaneRequest, runLanes } from '../runner/run.ts';
import { startAlertListener } from '../sight/alerts/alert-listener.ts';
import { referenceLogin } from '../sut/reference-login.ts';
import { referenceProfile } from '../sut/profile.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import { type Different, differenceOf } from './defect.ts';
import type { SelftestLoad } from './loads.ts';
import type { Player, SelftestRun } from './player.ts';
import { type Restartable, startRestartable } from './restartable/start.ts';
import type { Subject } from './restartable/subject.ts';

const KEY = 'VITALPROOF_SELFTEST_KEY';

/** The check of a requirement. Throws when there is none: a mutant that nothing can catch is not one. */
export const checkOf = (requirement: string): Check => {
  const found = checks.find((c) => c.requirement === requirement);
  if (found === undefined) throw new Error(`no check for ${requirement}`);
  return found;
};

/** The same with recorded data, where its lanes play some. */
export interface ReceiverRun extends SelftestRun {
  readonly data?: string;
  /** Operations at a time. */
  readonly width?: number;
}

/** A reference waits for an acknowledgement so long: the check of what is not acknowledged would else take ten seconds. */
const ACK_TIMEOUT_MS = 1000;

const asksForAlerts = ({ scenario }: LaneRequest): boolean => scenario.acts.some((act) => act.alerts !== undefined);

/**
 * The reference that differs, in memory; where a lane stops and starts it, in a thread of its own on a file, for the length
 * of the run. One without a name is not played against such lanes: a thread finds it by that.
 */
const startedFor = async (
  lanes: readonly LaneRequest[],
  different: Different & { readonly name?: string },
  { seed, runDir }: Pick<SelftestRun, 'seed' | 'runDir'>,
  { tokenKey, client }: Pick<Subject, 'tokenKey' | 'client'>,
  alerts: Subject['alerts'],
): Promise<RunningReference & Partial<Pick<Restartable, 'process'>>> => {
  const { name } = different;
  if (name !== undefined && lanes.some(({ scenario }) => scenario.acts.some((act) => act.restart !== undefined))) {
    const folder = `${runDir}-reference`;
    const started = await startRestartable({
      name,
      seed,
      tokenKey,
      client,
      databasePath: join(folder, 'reference.db'),
      ...(alerts === undefined ? {} : { alerts }),
    });
    const close = async (): Promise<void> => {
      await started.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { ...started, close };
  }
  const difference = differenceOf(different, randomStream(seed, 'selftest'));
  return await startReference({
    databasePath: ':memory:',
    tokenKey,
    clients: oneClient(client),
    // What a broken one fails with is its own affair.
    log: SILENT,
    ...(alerts === undefined ? {} : { alerts: { ...alerts, ...compact({ form: different.alertsAs }) } }),
    ...compact(difference),
    policies: { portal: 'required', ...difference.policies },
  });
};

/**
 * So many deadlines a system has that was started anew, where one of them is the time of its work: everything is
 * loaded once more, beside other runs on the same processors.
 */
const RECOVERY_DEADLINES = 5;

/** Plays lanes against a reference that differs, and judges what came of it. `load`: what is sent to it in place of lanes. */
export const judgeLanesOf = async (
  lanes: readonly LaneRequest[],
  selected: readonly string[],
  different: Different,
  { deadlineMs, ...run }: ReceiverRun,
  load?: SelftestLoad,
): Promise<RunVerdicts> => {
  const key = randomBytes(32).toString('hex');
  const catalogue = loadCatalogue();
  const { client, login, secrets } = referenceLogin();
  const alerts = lanes.some(asksForAlerts) ? await startAlertListener() : undefined;
  const told =
    alerts === undefined ? undefined : { host: '127.0.0.1', port: alerts.port, ackTimeoutMs: ACK_TIMEOUT_MS };
  const reference = await startedFor(lanes, different, run, { tokenKey: key, client }, told);
  try {
    const { fhirBase, hl7, process: port } = reference;
    const canRestart = port !== undefined;
    const own = referenceProfile({
      fhirBase,
      hl7,
      keyVariable: KEY,
      portal: true,
      login,
      canRestart,
      ...(alerts === undefined ? {} : { alertPort: alerts.port }),
    });
    const held =
      deadlineMs === undefined
        ? own
        : {
            ...own,
            deadlines: {
              ...own.deadlines,
              critical: deadlineMs,
              other: deadlineMs,
              filed: deadlineMs,
              recovery: RECOVERY_DEADLINES * deadlineMs,
            },
          };
    const all = { ...secrets, [KEY]: key };
    const { historyPath } = await runLanes({
      ...run,
      profile: different.profile?.(held) ?? held,
      secrets: all,
      ...(load === undefined ? {} : { driven: load.lanes({ seed: run.seed, secrets: all }) }),
      ...(port === undefined ? {} : { process: port }),
      ...(alerts === undefined ? {} : { alerts }),
      lanes,
      selected,
      catalogue: catalogue.hash,
    });
    return await judgeHistory(historyPath, catalogue);
  } finally {
    await reference.close();
    await alerts?.close();
  }
};

/** The bindings of a check over which a reference that differs is played. Throws where none is left: nothing would be judged. */
const bindingsOf = ({ requirement, scenario }: Check, { bindings }: Different): Check['scenario']['bindings'] => {
  const played = scenario.bindings.filter((binding) => bindings?.includes(binding) ?? true);
  if (played.length === 0) throw new Error(`the check of ${requirement} is not played over ${bindings?.join(', ')}`);
  return played;
};

/** Plays checks, each over all its bindings, or those of them that the difference names. `also`: further requirements that are judged. */
export const judgeChecks = async (
  picked: readonly Check[],
  different: Different,
  run: ReceiverRun,
  also: readonly string[] = [],
): Promise<RunVerdicts> =>
  await judgeLanesOf(
    picked.flatMap((c) =>
      bindingsOf(c, different).map((binding) => ({ scenario: c.scenario, binding, requirements: [c.requirement] })),
    ),
    [...new Set([...picked.map((c) => c.requirement), ...also])],
    different,
    run,
  );

/** Plays a load against a reference that differs, and judges what came of it by these requirements. */
export const judgeLoad = async (
  load: SelftestLoad,
  different: Different,
  run: ReceiverRun,
  selected: readonly string[],
): Promise<RunVerdicts> => {
  const deadlineMs = load.deadlines * (run.deadlineMs ?? receivers.leastMs);
  return await judgeLanesOf([], selected, different, { ...run, deadlineMs }, load);
};

/** Where the history of a run lies. */
export const historyIn = (runDir: string): string => join(runDir, 'history.ndjson');

/** Not drawn: a volume that keeps the machine busy, beside which others are late. */
const NOT_DRAWN: readonly string[] = ['RDG-16'];

/** Plays receivers. */
export const receivers: Player<Different> = {
  role: 'receiver',
  leastMs: 500,
  variantMs: 1000,
  drawn: checks.map((c) => c.requirement).filter((id) => !NOT_DRAWN.includes(id)),
  judge: async (requirements, different, run, also = []) =>
    different.load === undefined
      ? await judgeChecks(requirements.map(checkOf), different, run, also)
      : await judgeLoad(different.load, different, run, [...new Set([...requirements, ...also])]),
};

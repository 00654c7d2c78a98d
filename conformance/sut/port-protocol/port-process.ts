import { CALLS } from '../../../contract/wire/ports/calls.ts';
import { CLOCK } from '../actor.ts';
import { type Outage, type ProcessPort, ProcessProblem } from '../process/process-port.ts';
import type { PortSession } from './port-session.ts';
import { actorOf } from './request-of.ts';

type Call = keyof (typeof CALLS)['process'];

/**
 * The port `process`, worked by the vendor's adapter. What it refuses it has no means for; anything else but `ok` leaves
 * open what became of the system.
 */
export const portProcess = (session: Pick<PortSession, 'call'>, readyWithinMs: number): ProcessPort => {
  const ask = async (call: Call, how: Outage): Promise<void> => {
    const request = { port: 'process', body: { call, as: actorOf(CLOCK), how } } as const;
    const { performed } = await session.call(request, CALLS.process[call].ok);
    const { outcome, answer } = performed;
    if (outcome === 'ok') return;
    const said = [answer.code, answer.text].filter((part) => part !== undefined).join(': ');
    throw new ProcessProblem(`the adapter did not do ${call} (${how}): ${said}`, { isLacking: outcome === 'refused' });
  };
  return {
    via: 'port-protocol',
    readyWithinMs,
    down: (how) => ask('process.down', how),
    up: (how) => ask('process.up', how),
  };
};

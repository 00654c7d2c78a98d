import type { HistoryWriter } from '../history/writer.ts';
import type { Act, OpLine, SubmitAct } from '../history/lines.ts';
import { type Actor, actorText } from '../sut/actor.ts';
import type { Driver, Performed, TalkRequest } from '../sut/driver.ts';

/** Does an act on a driver and writes down what came of it. */
export interface Recorder {
  perform(lane: string, driver: Driver, actor: Actor, act: Act): Promise<OpLine>;
  /** The same of what is under way as the system is brought down: where nothing came, the line says so. */
  interrupt(lane: string, driver: Driver, actor: Actor, act: Act): Promise<OpLine>;
  /** Sends readings of one bundle together, and writes a line for each. */
  together(lane: string, driver: Driver, actor: Actor, acts: readonly SubmitAct[]): Promise<readonly OpLine[]>;
  /** Plays a case of MLLP, and writes a line for each of its messages. */
  talk(lane: string, driver: Driver, actor: Actor, request: TalkRequest): Promise<readonly OpLine[]>;
  /** Writes what was performed already. */
  record(lane: string, via: Driver['via'], actor: Actor, act: Act, performed: Performed): OpLine;
}

export const recorder = (history: HistoryWriter): Recorder => {
  const record: Recorder['record'] = (lane, via, actor, act, performed) => {
    const { sent, settled, wall, outcome, answer, output } = performed;
    // Advances are as many as readings, and their bytes say nothing that the line does not.
    const wire = act.op === 'clock.advance' && outcome === 'ok' ? undefined : performed.wire;
    const request = wire?.request === undefined ? undefined : history.wire.keep(wire.request);
    const response = wire?.response === undefined ? undefined : history.wire.keep(wire.response);
    const kept = { ...(request === undefined ? {} : { request }), ...(response === undefined ? {} : { response }) };
    return history.op({
      lane,
      via,
      actor: actorText(actor),
      act,
      // Acts of a lane follow each other's answers: an act is meant for when it is sent.
      intended: sent,
      sent,
      settled,
      wall,
      outcome,
      answer,
      ...(output === undefined ? {} : { output }),
      ...(Object.keys(kept).length === 0 ? {} : { wire: kept }),
    });
  };
  return {
    record,
    together: async (lane, driver, actor, acts) => {
      const performed = await driver.together(acts, actor);
      return acts.flatMap((act, i) => {
        const one = performed[i];
        return one === undefined ? [] : [record(lane, driver.via, actor, act, one)];
      });
    },
    talk: async (lane, driver, actor, request) => {
      if (driver.talk === undefined) throw new RangeError(`${driver.via} has no cases of MLLP`);
      const told = await driver.talk(request);
      return told.map(({ act, performed }) => record(lane, driver.via, actor, act, performed));
    },
    interrupt: async (lane, driver, actor, act) => {
      const performed = await driver.perform(act, actor);
      const { outcome, answer } = performed;
      const outage = outcome === 'unknown' && answer.code === undefined ? ({ outage: true } as const) : {};
      return record(lane, driver.via, actor, act, { ...performed, answer: { ...answer, ...outage } });
    },
    perform: async (lane, driver, actor, act) => record(lane, driver.via, actor, act, await driver.perform(act, actor)),
  };
};

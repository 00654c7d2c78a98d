import type { RunClock } from '../../history/clock.ts';
import type { Performed, Driver } from '../driver.ts';
import { instructionOf } from './instruction.ts';

/** Shows a person what to do and gives what was typed when it was done. Rejects when nobody is there any more. */
export type Ask = (lines: readonly string[]) => Promise<string>;

const MAX_TEXT = 2000;
const CODE = /^[a-z][a-z-]{1,63}$/;

/** What an operator typed: Enter, done; `refused CODE`, the system refused; `unknown`, nobody can tell; else done, with a remark. */
const said = (typed: string): Pick<Performed, 'outcome' | 'answer'> => {
  const text = typed.trim().slice(0, MAX_TEXT);
  const [word = '', code = '', ...rest] = text.split(/\s+/);
  if (word.toLowerCase() === 'refused') {
    const refusal = CODE.test(code) ? { refusal: code } : {};
    const remark = (CODE.test(code) ? rest : [code, ...rest]).join(' ').trim();
    return { outcome: 'refused', answer: { code: 'attested', ...refusal, ...(remark === '' ? {} : { text: remark }) } };
  }
  if (word.toLowerCase() === 'unknown') return { outcome: 'unknown', answer: { code: 'attested', text } };
  return { outcome: 'ok', answer: { code: 'attested', ...(text === '' ? {} : { text }) } };
};

/** Has acts done by a person at the terminal, one after the other. What comes of them is that person's word. */
export const operatorDriver = (ask: Ask, clock: RunClock): Driver => {
  let turn: Promise<unknown> = Promise.resolve();
  const next = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task, task);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    via: 'operator',
    perform: (act, actor) =>
      next(async (): Promise<Performed> => {
        const lines = instructionOf(act, actor);
        const [sent, wall] = [clock.now(), clock.wall()];
        let typed: string;
        try {
          typed = await ask(lines);
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error);
          return { sent, settled: clock.now(), wall, outcome: 'unknown', answer: { text: text.slice(0, MAX_TEXT) } };
        }
        const wire = { request: lines.join('\n'), response: typed };
        return { sent, settled: clock.now(), wall, ...said(typed), wire };
      }),
    together: () => Promise.reject(new RangeError('no operator sends readings')),
    close: async () => undefined,
  };
};

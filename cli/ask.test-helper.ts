import { runClock } from '../conformance/history/clock.ts';
import { EHR } from '../conformance/sut/actor.ts';
import { operatorDriver } from '../conformance/sut/operator/operator-driver.ts';
import { terminalAsk } from './ask.ts';

/** Has three permissions looked after by whoever sits at the terminal, and says what became of each. Without one: that. */
const ask = terminalAsk();
const said: string[] = [];
if (ask !== undefined) {
  const driver = operatorDriver(ask, runClock());
  for (const name of ['one', 'two', 'three']) {
    const pool = { identifier: { system: 'urn:example:pool', value: name }, name, members: [] };
    // oxlint-disable-next-line no-await-in-loop -- one person does one thing after the other
    const { outcome, answer } = await driver.perform({ op: 'person.pool', pool }, EHR);
    said.push([outcome, answer.refusal, answer.text].filter(Boolean).join(' '));
  }
}
console.log(`SAID ${ask === undefined ? 'nobody is there' : said.join(' | ')}`);

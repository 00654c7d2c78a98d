import { Choices, nextScript } from '../course/choices.ts';
import { Clocked } from './clocked.ts';

/** What a look at a course comes to, by every answer to what its intervals leave open; in the order of asking. */
export const everyWay = <T>(look: (clocked: Clocked) => T): T[] => {
  const found: T[] = [];
  for (let script: readonly number[] | undefined = []; script !== undefined;) {
    const choices: Choices = new Choices(script);
    found.push(look(new Clocked(choices)));
    script = nextScript(choices.asked);
  }
  return found;
};

import { LineSplitter } from '../../history/split-lines.ts';
import { glanceAt, type Glance } from './glance.ts';

/** The glance at a line of this text, as a share takes it. */
export const glanceOf = (text: string): Glance | undefined => {
  const [line] = new LineSplitter('history.ndjson').push(Buffer.from(`${text}\n`));
  return line?.ascii === true && !line.escaped ? glanceAt(line) : undefined;
};

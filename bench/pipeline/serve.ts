/** One server in a process of its own: `serve.ts floor|indexed|rows|reference DATABASE TOKEN_KEY`. Prints where it listens; ends with its input. */
import { startFloor } from './floor.ts';
import { startReference } from './reference.ts';

const [mode, database = '', tokenKey = ''] = process.argv.slice(2);
const where =
  mode === 'reference'
    ? await startReference(database, tokenKey)
    : await startFloor(database, mode === 'indexed' || mode === 'rows' ? mode : 'floor');
console.log(JSON.stringify(where));
process.stdin.resume();
process.stdin.once('end', () => {
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6, rssMb: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);
});

import { writeSync, openSync } from 'node:fs';
const out = openSync('/tmp/refleft-run/t3', 'w');
import { pino } from 'pino';
const how = process.argv[2];
process.on('uncaughtException', (e) => {
  writeSync(out, `uncaught ${e}\n`);
});
const dest =
  how === 'pino'
    ? pino.destination(2)
    : how === 'handled'
      ? pino.destination(2).on('error', () => {})
      : {
          write: (line) => {
            try {
              writeSync(2, line);
            } catch (e) {
              writeSync(out, `caught ${e}\n`);
            }
          },
        };
const l = pino({ level: 'info', base: null }, dest);
setTimeout(() => l.info({}, 'a'), 10);
setTimeout(() => l.info({}, 'b'), 300);
setTimeout(() => {
  writeSync(out, 'end\n');
  process.exit(3);
}, 600);

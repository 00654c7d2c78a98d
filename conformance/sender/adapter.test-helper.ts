import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PhoneSender } from '../../simulator/phone/sender/phone-sender.ts';
import { pause } from '../runner/pause.ts';

/** The reference sender as a program of its own, as a vendor's adapter would be. */
const { VP_BUS_URL: url = '', VP_BUS_TOKEN: token = '', VP_STATE_DIR: folder = '.' } = process.env;
const file = join(folder, 'outbox.json');

await new PhoneSender({
  url,
  token,
  pause,
  storage: {
    load: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    save: (text) => {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    },
  },
}).start();

import { paintOf, wantsColour, wantsRedraw, type Paint, type TerminalEnv } from './paint.ts';

/** Where progress goes, and what it needs to know of the world. */
export interface ProgressPort {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Columns of the terminal now; asked at each drawing. */
  readonly columns: () => number;
  /** Monotonic milliseconds since any fixed instant. */
  readonly now: () => number;
  readonly env: TerminalEnv;
}

/** What is shown of work that goes on: `elapsedMs` since it began, `width` of the terminal. */
export interface LiveView {
  /** The lines of the block that is redrawn; none of them may be wider than `width`. */
  readonly block: (elapsedMs: number, width: number, paint: Paint) => readonly string[];
  /** The same in one plain line, for a build log. */
  readonly beat: (elapsedMs: number) => string;
  /** Shorter work says nothing of itself, ms. Unsaid: it shows at once. */
  readonly quietMs?: number;
}

/** Work that tells how it goes: on a terminal a block redrawn in place, elsewhere a plain line now and then. */
export interface Live {
  readonly redraws: boolean;
  readonly paint: Paint;
  /** Writes a line that stays. */
  readonly line: (text: string) => void;
  /** Lets something else be printed, to the same terminal perhaps, where the block stands now. */
  readonly above: (print: () => void) => void;
  /** Draws again if it is time; call it whenever something happened, and from a timer where nothing does. */
  readonly tick: () => void;
  /** Draws at once, on a terminal. */
  readonly draw: () => void;
  /** Takes the block away. Nothing is drawn after it. */
  readonly finish: () => void;
}

/** Redrawn at most so often; a terminal that scrolls over ssh should not be flooded. */
const REDRAW_MS = 80;
/** Without a terminal: a sign of life at most so often. */
const HEARTBEAT_MS = 10_000;
const LEAST_COLUMNS = 20;

/** One way for all long commands. `NO_COLOR`, `TERM=dumb` and `CI` are asked here and nowhere else. */
export const createLive = (port: ProgressPort, { block, beat, quietMs = 0 }: LiveView): Live => {
  const redraws = wantsRedraw(port.env, port.isTTY);
  const paint = paintOf(wantsColour(port.env, port.isTTY));
  const began = port.now();
  let drawnLines = 0;
  let drawnAt = -Infinity;
  let beatAt = began;
  let finished = false;

  const erase = (): void => {
    if (drawnLines > 0) port.write(`\u001b[${drawnLines}A\r\u001b[J`);
    drawnLines = 0;
  };
  const draw = (): void => {
    const now = port.now();
    if (!redraws || finished || now - began < quietMs) return;
    const lines = block(now - began, Math.max(LEAST_COLUMNS, port.columns()), paint);
    erase();
    port.write(`${lines.join('\n')}\n`);
    drawnLines = lines.length;
    drawnAt = now;
  };
  const above = (print: () => void): void => {
    erase();
    print();
    beatAt = port.now();
    draw();
  };
  return {
    redraws,
    paint,
    draw,
    line: (text) => above(() => port.write(`${text}\n`)),
    above,
    tick: () => {
      const now = port.now();
      if (redraws) {
        if (now - drawnAt >= REDRAW_MS) draw();
      } else if (now - beatAt >= HEARTBEAT_MS && !finished) {
        beatAt = now;
        port.write(`  ${beat(now - began)}\n`);
      }
    },
    finish: () => {
      erase();
      finished = true;
    },
  };
};

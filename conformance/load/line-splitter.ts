/** Cuts text that comes in pieces into lines. */
export const lineSplitter = (onLine: (line: string) => void): { push: (text: string) => void; end: () => void } => {
  let rest = '';
  return {
    push: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    end: () => {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
};

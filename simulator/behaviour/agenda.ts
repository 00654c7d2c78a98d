/** What is still to come today, in order of its minute; what comes at one minute in order of entry. */
export interface Agenda<T> {
  add(minute: number, item: T): void;
  /** The minute of what comes first, `Infinity` when nothing does. */
  nextMinute(): number;
  take(): T | undefined;
}

export function agenda<T>(): Agenda<T> {
  const minutes: number[] = [];
  const items: T[] = [];
  return {
    add: (minute, item) => {
      let place = minutes.length;
      while (place > 0 && (minutes[place - 1] as number) > minute) place--;
      minutes.splice(place, 0, minute);
      items.splice(place, 0, item);
    },
    nextMinute: () => minutes[0] ?? Infinity,
    take: () => {
      minutes.shift();
      return items.shift();
    },
  };
}

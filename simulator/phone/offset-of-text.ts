/** Minutes ahead of UTC that an instant's text ends in: -300 of `2026-03-03T07:59:00-05:00`, 0 of `…Z`. */
export function offsetMinutesOf(text: string): number {
  if (text.endsWith('Z')) return 0;
  const size = Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2));
  return text.at(-6) === '-' ? -size : size;
}

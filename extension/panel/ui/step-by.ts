/**
 * Where a key leads in a list that goes round; null for every other key.
 * @param back and `on`: the directions of the arrows
 */
export function stepBy(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  back: 'Left' | 'Up',
  on: 'Right' | 'Down',
  at: number,
  count: number,
): number | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === `Arrow${on}`) return (at + 1) % count
  if (key === `Arrow${back}`) return (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

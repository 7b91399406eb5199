export type Random = () => number

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)
export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[below(random, items.length)]!

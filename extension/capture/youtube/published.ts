import type { PlayerFacts } from './player-facts.ts'

/** When the video was published, as its player says it; null where that is no date. */
export function publishedOf(facts: Pick<PlayerFacts, 'published'> | null): string | null {
  const published = facts?.published
  return published && Number.isFinite(Date.parse(published)) ? published.slice(0, 40) : null
}

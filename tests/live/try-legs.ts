import type { Page } from 'playwright-core'
import type { LegYield } from '../../extension/capture/youtube/leg.ts'
import { playability } from '../../extension/capture/youtube/playability.ts'
import { readPlayer } from '../../extension/capture/youtube/player.ts'
import { PlayerFacts } from '../../extension/capture/youtube/player-facts.ts'
import type { LegTry } from './leg-report.ts'
import type { tryLeg } from './legs-in-page.ts'

/**
 * Each leg of the ladder on its own, on the watch page that is open.
 * @param script legs-in-page.ts, built as the extension's scripts are
 */
export async function tryLegs(page: Page, script: string, videoId: string): Promise<LegTry[]> {
  const told = await page.evaluate(`(${readPlayer.toString()})(${JSON.stringify(videoId)})`)
  const read = PlayerFacts.safeParse(told)
  const facts = read.success ? read.data : null
  const state = playability(facts)
  const tries: LegTry[] = [
    { leg: 'player', videoId, outcome: state.outcome, detail: state.detail ?? '', segments: 0 },
  ]
  if (!facts || state.outcome !== 'ok') return tries
  await page.evaluate(script)
  for (const leg of ['open_track', 'get_panel', 'page_panel'] as const) {
    const found = (await page.evaluate(
      ([leg, facts]) =>
        (globalThis as unknown as { ownwordsTest: { tryLeg: typeof tryLeg } }).ownwordsTest
          .tryLeg(leg, facts)
          .catch(error => ({ outcome: 'error' as const, detail: String(error) })),
      [leg, facts] as const,
    )) as LegYield
    tries.push({
      leg,
      videoId,
      outcome: found.outcome,
      detail: (found.detail ?? '').slice(0, 300),
      segments: found.transcript?.segments.length ?? 0,
    })
  }
  return tries
}

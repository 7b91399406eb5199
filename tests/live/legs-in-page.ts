import { videoIdOf } from '../../extension/capture/canonical.ts'
import { clientVersionIn } from '../../extension/capture/youtube/client-version.ts'
import type { LegYield } from '../../extension/capture/youtube/leg.ts'
import { pagePanel } from '../../extension/capture/youtube/page-panel.ts'
import type { PlayerFacts } from '../../extension/capture/youtube/player-facts.ts'
import { quietLegs } from '../../extension/capture/youtube/quiet-words.ts'

/** One leg of the extension's own ladder, in the page, whatever the legs before it gave. */
export async function tryLeg(
  leg: 'open_track' | 'get_panel' | 'page_panel',
  facts: PlayerFacts,
): Promise<LegYield> {
  if (leg === 'page_panel')
    return pagePanel(facts, {
      page: document,
      wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
      stillHere: () => videoIdOf(location.href) === facts.videoId,
    })
  const legs = quietLegs({
    fetch: (...args) => fetch(...args),
    clientVersion: () => clientVersionIn(document),
  })
  return legs.find(([name]) => name === leg)![1](facts)
}

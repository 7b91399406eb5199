import { useEffect, useMemo } from 'preact/hooks'
import { createFeedback } from './feedback.ts'
import { createClipAttempts } from './page/attempt.ts'
import { ThisPage } from './page/this-page.tsx'
import { Context, type PanelContext } from './panel-context.ts'
import { DropZone } from './pdf/drop-zone.tsx'
import { announceRuns } from './status/announce-runs.ts'
import { StatusLine } from './status/status-line.tsx'
import { openDialogs } from './ui/open-dialogs.ts'
import { Toasts } from './ui/toasts.tsx'
import { keepTime } from './words/now.ts'
import { WorkArea } from './work/work.tsx'
import type { World } from './world.ts'

/**
 * The side panel: this page above, the work below, and between them nothing but the clip. In a tab of its own it is
 * the work alone.
 */
export function Panel({ world, place = 'panel' }: { world: World; place?: PanelContext['place'] }) {
  const panel = useMemo(() => {
    const feedback = createFeedback()
    return { world, feedback, attempts: createClipAttempts(world, feedback), place }
  }, [world])
  useEffect(() => keepTime(document), [])
  useEffect(() => announceRuns(panel.world, panel.feedback, Date.now), [panel])
  return (
    <Context.Provider value={panel}>
      <div class={place === 'tab' ? 'panel panel--tab' : 'panel'}>
        {place === 'panel' && <ThisPage />}
        <DropZone />
        <WorkArea />
        <StatusLine />
        <Toasts shown={openDialogs.value.length === 0} />
      </div>
    </Context.Provider>
  )
}

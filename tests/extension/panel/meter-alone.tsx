import { useMemo } from 'preact/hooks'
import { createFeedback } from '../../../extension/panel/feedback.ts'
import { Meter } from '../../../extension/panel/meter/meter.tsx'
import { createClipAttempts } from '../../../extension/panel/page/attempt.ts'
import { Context } from '../../../extension/panel/panel-context.ts'
import { Toasts } from '../../../extension/panel/ui/toasts.tsx'
import type { World } from '../../../extension/panel/world.ts'

/** The meter with nothing around it: its states are looked at without the page that it stands on. */
export function MeterAlone({ world }: { world: World }) {
  const panel = useMemo(() => {
    const feedback = createFeedback()
    return { world, feedback, attempts: createClipAttempts(world, feedback), place: 'panel' as const }
  }, [world])
  const { voice, current } = world.voice.open.value!.detail!
  return (
    <Context.Provider value={panel}>
      <div class="panel" style={{ display: 'block', overflowY: 'auto' }}>
        <main style={{ padding: 'var(--gutter)', maxWidth: '46rem', margin: 'auto' }}>
          <h1 class="unseen">The meter</h1>
          <h2 class="unseen">Does this sound like you?</h2>
          <h3 class="unseen">Draft</h3>
          <Meter
            voice={{
              voice,
              current: current!,
              load: world.voice.meter,
              play: (...place) => void world.voice.play(...place),
              titleOf: videoId => videoId,
            }}
          />
        </main>
        <Toasts />
      </div>
    </Context.Provider>
  )
}

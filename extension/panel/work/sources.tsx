import { useState } from 'preact/hooks'
import type { Run } from '../../../core/contract/run.ts'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Reader } from './reader.tsx'
import { SourceCard } from './source-card.tsx'

/** The sources of the project, newest first. Two hundred of them cost little: what is out of sight is not laid out. */
export function Sources() {
  const { world, feedback } = usePanel()
  const { sources, waiting, runs } = world.work.value
  const [reading, setReading] = useState<Source | null>(null)
  const waitingById = new Map(waiting.map(clip => [clip.source.id, clip]))
  const runById = new Map<string, Run>(runs.map(run => [run.id, run]))

  const remove = async (source: Source) => {
    const next = neighbourOf(source.id)
    const result = await world.removeSource(source.id)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    focusSource(next)
    feedback.toast({
      tone: 'calm',
      text: `Removed “${source.title}”`,
      undo: async () => {
        const back = await world.restoreSource(source.id)
        if (!back.ok) feedback.toast({ tone: 'bad', text: back.error.message })
        else feedback.say(`“${source.title}” is back`)
      },
    })
  }

  return (
    <>
      <ul class="sources" aria-label="Sources">
        {sources.map(source => (
          <SourceCard
            key={source.id}
            source={source}
            waiting={waitingById.get(source.id) ?? null}
            reading={(source.ingestRunId && runById.get(source.ingestRunId)) || null}
            onRead={() => setReading(source)}
            onRemove={() => void remove(source)}
          />
        ))}
      </ul>
      {reading && <Reader source={reading} onClosed={() => setReading(null)} />}
    </>
  )
}

const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-source="${CSS.escape(id)}"]`)

function neighbourOf(id: string): string | null {
  const row = rowOf(id)
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  return (next as HTMLElement | null)?.dataset.source ?? null
}

/** The focus goes on from where the removed one was, never to the top of the page. */
function focusSource(id: string | null): void {
  const target = id ? rowOf(id)?.querySelector<HTMLElement>('.source__menu') : null
  ;(target ?? document.querySelector<HTMLElement>('.work__scroll'))?.focus()
}

import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { integer } from '../words/numbers.ts'

/** The stages that exist. */
const stages = [
  { stage: 'collect', name: 'Collect' },
  { stage: 'brief', name: 'Brief' },
] as const

export type Stage = (typeof stages)[number]['stage']

export function Stages({ stage, onStage }: { stage: Stage; onStage: (stage: Stage) => void }) {
  const { sources, brief, runs, projectId } = usePanel().world.work.value
  const building = runs.some(run => run.kind === 'brief' && run.projectId === projectId && !isOver(run.state))
  const notes: Record<Stage, string> = {
    collect: sources.length > 0 ? integer(sources.length) : '',
    brief: building ? 'in the making' : brief ? '✓' : '',
  }
  return (
    <div
      class="stages"
      role="tablist"
      aria-label="Stages"
      onKeyDown={event => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        const next = stages[1 - stages.findIndex(each => each.stage === stage)]!.stage
        onStage(next)
        event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
      }}
    >
      {stages.map(each => (
        <button
          key={each.stage}
          type="button"
          role="tab"
          id={`tab-${each.stage}`}
          class="stages__tab"
          aria-selected={each.stage === stage}
          aria-controls={each.stage === stage ? `stage-${each.stage}` : undefined}
          tabIndex={each.stage === stage ? 0 : -1}
          onClick={() => onStage(each.stage)}
        >
          {each.name}
          {notes[each.stage] && <span class="stages__note numbers">{notes[each.stage]}</span>}
        </button>
      ))}
    </div>
  )
}

import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Tabs } from '../ui/tabs.tsx'
import { integer } from '../words/numbers.ts'
import type { Waited } from './making-words.ts'

/** The stages that exist, in the order of the work. */
const stages = [
  { tab: 'collect', name: 'Collect' },
  { tab: 'research', name: 'Research' },
  { tab: 'brief', name: 'Brief' },
  { tab: 'angle', name: 'Angle' },
  { tab: 'outline', name: 'Outline' },
  { tab: 'script', name: 'Script' },
  { tab: 'check', name: 'Check' },
] as const

export type Stage = (typeof stages)[number]['tab']

export const isStage = (stage: string): stage is Stage => stages.some(each => each.tab === stage)

export function Stages({ stage, onStage }: { stage: Stage; onStage: (stage: Stage) => void }) {
  const { world } = usePanel()
  const { sources, brief, findings, runs, projectId } = world.work.value
  const making = (kind: Waited) =>
    runs.some(run => run.kind === kind && run.projectId === projectId && !isOver(run.state))
  const made = (kind: 'brief' | 'claims', there: boolean) => (making(kind) ? 'making…' : there ? '✓' : '')
  const notes: Record<Stage, string> = {
    collect: sources.length > 0 ? integer(sources.length) : '',
    research: made('claims', findings !== null),
    brief: made('brief', brief !== null),
    angle: making('angle') ? 'making…' : '',
    outline: making('outline') ? 'making…' : '',
    script: '',
    check: '',
  }
  return (
    <Tabs
      of="stage"
      label="Stages"
      tabs={stages.map(each => ({ ...each, note: notes[each.tab] }))}
      chosen={stage}
      onChosen={onStage}
    />
  )
}

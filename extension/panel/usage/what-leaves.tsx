import type { Gate } from '../../../core/contract/decision.ts'
import { usePanel } from '../panel-context.ts'
import { isThisComputer } from '../words/safe-url.ts'
import { EstimateWords } from './estimate-words.tsx'
import { useEstimate } from './use-estimate.ts'

/** Said before the work starts: who will read the sources, and about what that costs; or that a cap stands against it. */
export function WhatLeaves({ kind, text }: { kind: 'brief' | 'claims' | 'interview' | Gate; text?: string }) {
  const { world } = usePanel()
  const connection = world.connection.value
  const { sources } = world.work.value
  const ready = sources.filter(source => source.state === 'ready')
  const read = ready.map(({ id, contentHash }) => `${id} ${contentHash}`).join(' ')
  const estimate = useEstimate(kind, text ? `${read} ${text}` : read, text || undefined)
  if (connection.state !== 'online') return null
  const { model } = connection.capabilities
  if (!model)
    return (
      <>
        Without a model: for this nothing leaves{' '}
        {isThisComputer(connection.server) ? 'this computer' : 'your server'}
      </>
    )
  if (estimate?.over) return <>{estimate.over}</>
  return (
    <>
      {model.name} at {model.host} will read your sources
      <EstimateWords estimate={estimate} />
    </>
  )
}

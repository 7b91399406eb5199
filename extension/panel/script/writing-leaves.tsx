import { usePanel } from '../panel-context.ts'
import { EstimateWords } from '../usage/estimate-words.tsx'
import { useEstimate } from '../usage/use-estimate.ts'
import { isThisComputer } from '../words/safe-url.ts'
import { useDesk } from './desk.ts'

interface DraftLeavesProps {
  /** null: all that have no sentence. */
  beatIds: string[] | null
  wish: string
}

/** Said before beats are drafted: who will read what, and about what that costs; or that a cap stands against it. */
export function DraftLeaves({ beatIds, wish }: DraftLeavesProps) {
  const { world } = usePanel()
  const { document } = useDesk()
  const { branchId } = document
  const about = `${branchId} ${beatIds?.join(' ') ?? 'all'} ${wish}`
  const estimate = useEstimate('draft', about, wish || undefined, { branchId, beatIds })
  const connection = world.connection.value
  if (connection.state !== 'online') return null
  const { model } = connection.capabilities
  if (!model)
    return (
      <>
        Without a model you get a working draft: the quotes in their order, for you to say in your words.
        Nothing leaves {isThisComputer(connection.server) ? 'this computer' : 'your server'}
      </>
    )
  if (estimate?.over) return <>{estimate.over}</>
  return (
    <>
      {model.name} at {model.host} will read the outline, its evidence, your answers and passages of yours
      <EstimateWords estimate={estimate} />
    </>
  )
}

/** The same before sentences are rewritten; the cheapest order stands for all, which hardly differ. */
export function RewriteLeaves({ branchId, sentenceIds }: { branchId: string; sentenceIds: string[] }) {
  const { world } = usePanel()
  const about = sentenceIds.length > 0 ? `${branchId} ${sentenceIds.join(' ')}` : ''
  const estimate = useEstimate('rewrite', about, undefined, { branchId, sentenceIds, how: 'shorter' })
  const connection = world.connection.value
  if (connection.state !== 'online') return null
  const { model } = connection.capabilities
  if (!model) return <>Rewriting takes a model, and your server has none set</>
  if (estimate?.over) return <>{estimate.over}</>
  return (
    <>
      To rewrite, {model.name} at {model.host} reads these sentences and what backs them
      <EstimateWords estimate={estimate} />
    </>
  )
}

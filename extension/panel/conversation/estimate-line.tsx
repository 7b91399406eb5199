import { usePanel } from '../panel-context.ts'
import { EstimateWords } from '../usage/estimate-words.tsx'
import { useEstimate } from '../usage/use-estimate.ts'
import { isThisComputer } from '../words/safe-url.ts'

/** What the next question would send, to whom, and about what it costs: said before it is asked. */
export function EstimateLine({ text }: { text: string }) {
  const connection = usePanel().world.connection.value
  const estimate = useEstimate('turn', text.trim(), text)
  if (connection.state !== 'online')
    return <p class="composer__aside">The server is away: your question is kept here until it is back.</p>
  const { model } = connection.capabilities
  if (!model)
    return (
      <p class="composer__aside">
        Answered by search, with quotes. For this nothing leaves{' '}
        {isThisComputer(connection.server) ? 'this computer' : 'your server'}.
      </p>
    )
  if (estimate?.over) return <p class="composer__aside composer__aside--over">{estimate.over}</p>
  return (
    <p class="composer__aside">
      {model.name} at {model.host} reads your question and what is found for it
      <EstimateWords estimate={estimate} />
    </p>
  )
}

import { usePanel } from '../panel-context.ts'
import { useLate } from '../use-late.ts'
import { AddServer } from './add-server.tsx'
import { CodeCard } from './code-card.tsx'

/** The way back into the server that is worked with, when it lets this browser in no more. */
export function ComeBack() {
  const { world } = usePanel()
  const servers = useLate('servers')
  const current = world.knownServers.value.find(each => each.current)
  if (!servers || !current) return null
  const code = servers.code.value
  return code ? (
    <CodeCard code={code} servers={servers} />
  ) : (
    <AddServer servers={servers} again={current} onDone={() => undefined} />
  )
}

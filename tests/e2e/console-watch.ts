/**
 * Hears what the console of every page and worker of the extension says, over a DevTools connection of its own:
 * Playwright does not report the errors of service workers, nor what a panel said before it was connected to.
 */
export interface ConsoleWatch {
  /** Errors and warnings so far, oldest first, each with the context that said it. */
  problems: string[]
  close(): void
}

interface Message {
  id?: number
  method?: string
  sessionId?: string
  // biome-ignore lint/suspicious/noExplicitAny: DevTools' own shapes, read where they are known
  params?: any
}

export async function watchConsole(browserEndpoint: string, extensionId: string): Promise<ConsoleWatch> {
  const socket = new WebSocket(browserEndpoint)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`No DevTools at ${browserEndpoint}`))
  })
  let id = 0
  const send = (method: string, params: object = {}, sessionId?: string) =>
    socket.send(JSON.stringify({ id: ++id, method, params, ...(sessionId ? { sessionId } : {}) }))
  const problems: string[] = []
  const where = new Map<string, string>()
  const attached = new Set<string>()
  const note = (session: string | undefined, text: string) =>
    problems.push(`${where.get(session ?? '') ?? 'browser'}: ${text}`)

  socket.onmessage = event => {
    const { method, params, sessionId } = JSON.parse(String(event.data)) as Message
    if (method === 'Target.targetCreated' || method === 'Target.targetInfoChanged') {
      const { targetId, type, url } = params.targetInfo
      const ours = String(url).startsWith(`chrome-extension://${extensionId}/`)
      if (!ours || attached.has(targetId) || (type !== 'page' && type !== 'service_worker')) return
      attached.add(targetId)
      send('Target.attachToTarget', { targetId, flatten: true })
    } else if (method === 'Target.attachedToTarget') {
      where.set(params.sessionId, `${params.targetInfo.type} ${new URL(params.targetInfo.url).pathname}`)
      // Both tell again what was said before they were enabled.
      send('Runtime.enable', {}, params.sessionId)
      send('Log.enable', {}, params.sessionId)
    } else if (method === 'Runtime.exceptionThrown') {
      const { text, exception } = params.exceptionDetails
      note(sessionId, `${text} ${exception?.description ?? exception?.value ?? ''}`)
    } else if (method === 'Runtime.consoleAPICalled') {
      if (!['error', 'warning', 'assert'].includes(params.type)) return
      const said = params.args.map(
        (one: { value?: unknown; description?: string }) => one.value ?? one.description,
      )
      note(sessionId, `console.${params.type} ${said.join(' ')}`)
    } else if (method === 'Log.entryAdded') {
      const { level, text, url } = params.entry
      if (level === 'error') note(sessionId, `${text} ${url ?? ''}`.trim())
    }
  }
  send('Target.setDiscoverTargets', { discover: true, filter: [{}] })
  return { problems, close: () => socket.close() }
}

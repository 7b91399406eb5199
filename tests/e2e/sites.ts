import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate.ts'

export interface Answer {
  body: string | Buffer
  type?: string
  status?: number
  /** Beside those that every answer has: where it leads on, for one. */
  headers?: Record<string, string>
}
/** What a host answers by path and query, and by what was sent to it; undefined is a 404. */
export type Site = (url: URL, sent: { method: string; body: string }) => Answer | undefined

export interface Sites {
  /** Arguments by which Chromium finds these hosts on this computer, and no others anywhere. */
  chromiumArguments: string[]
  close(): Promise<void>
}

/** Serves hosts of the tests' choosing by HTTPS on a port of the loopback. */
export async function serveSites(hosts: Record<string, Site>): Promise<Sites> {
  const names = Object.keys(hosts)
  const server = createServer(selfSigned(names), async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const answer = hosts[host]?.(new URL(request.url ?? '/', `https://${host}`), {
      method: request.method ?? 'GET',
      body,
    })
    response.writeHead(answer ? (answer.status ?? 200) : 404, {
      'content-type': answer?.type ?? 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...answer?.headers,
    })
    response.end(answer?.body ?? '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const rules = [
    ...names.map(name => `MAP ${name} 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ]
  return {
    chromiumArguments: [`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'],
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

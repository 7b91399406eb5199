import { request as open } from 'node:http'
import type { FuzzRequest } from './requests.ts'

export interface Answered {
  /** 0: the connection was ended without an answer. */
  status: number
  body: string
}

const MOST_BYTES = 2_000_000
const MOST_MS = 60_000
/** A stream is listened to so long, then it is closed. */
const STREAM_MS = 30

/** Sends as it is, over a socket: `fetch` would mend or refuse much of it. */
export function send(address: string, token: string, asked: FuzzRequest): Promise<Answered> {
  const { hostname, port } = new URL(address)
  return new Promise(resolve => {
    const request = open({
      hostname,
      port,
      method: asked.method,
      path: asked.path,
      headers: { authorization: `Bearer ${token}`, ...asked.headers },
      timeout: MOST_MS,
      // Each over a connection of its own: one that a hostile request broke is no answer to the next.
      agent: false,
    })
    const gone = () => resolve({ status: 0, body: '' })
    request.on('error', gone)
    request.on('timeout', () => {
      resolve({ status: 599, body: `No answer within ${MOST_MS} ms` })
      request.destroy()
    })
    request.on('response', response => {
      const chunks: Buffer[] = []
      let bytes = 0
      const done = () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString() })
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes <= MOST_BYTES) chunks.push(chunk)
      })
      response.on('end', done)
      response.on('error', done)
      if (response.headers['content-type']?.startsWith('text/event-stream'))
        setTimeout(() => {
          done()
          request.destroy()
        }, STREAM_MS)
    })
    request.end(asked.body ?? undefined)
  })
}

/** As somebody would type it, to see it again. */
export function asCommand(
  address: string,
  { method, path, headers, body, index, kind }: FuzzRequest,
): string {
  const quoted = (text: string) => `'${text.slice(0, 3_000).replaceAll("'", "'\\''")}'`
  const parts = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`)
  if (body !== null)
    parts.push(
      typeof body === 'string'
        ? `--data-binary ${quoted(body)}`
        : `--data-binary @<(xxd -r -p <<< ${Buffer.from(body).toString('hex').slice(0, 3_000)})`,
    )
  return `# ${index}, ${kind}\ncurl -X ${method} ${quoted(address + path)} -H "Authorization: Bearer $TOKEN" ${parts.join(' ')}`
}

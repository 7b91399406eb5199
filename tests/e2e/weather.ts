import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * fair: every request goes through · away: nobody listens, as far as the extension can tell · failing: answered 500 ·
 * deaf: the server does what it was asked, and its answer is cut off
 */
export type Weather = 'fair' | 'away' | 'failing' | 'deaf'

/** What lies between the extension and the server: an address that stays while the weather changes. */
export interface Sky {
  address: string
  weather: Weather
  close(): Promise<void>
}

export async function skyOver(server: string): Promise<Sky> {
  const { hostname, port } = new URL(server)
  const between = createServer((asked, answered) => {
    if (sky.weather === 'away') return asked.socket.destroy()
    if (sky.weather === 'failing') {
      asked.resume()
      return answered.writeHead(500, { 'content-type': 'text/plain' }).end('thunder')
    }
    const { weather } = sky
    const onwards = request(
      { hostname, port, path: asked.url, method: asked.method, headers: asked.headers },
      answer => {
        // Read to its end, so that what was asked is done, and never told.
        if (weather === 'deaf') return answer.resume().once('end', () => asked.socket.destroy())
        answered.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(answered)
        answer.once('error', () => answered.destroy())
      },
    )
    onwards.once('error', () => asked.socket.destroy())
    answered.once('close', () => onwards.destroy())
    asked.pipe(onwards)
  })
  await new Promise<void>(resolve => between.listen(0, '127.0.0.1', resolve))
  const sky: Sky = {
    address: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    weather: 'fair',
    async close() {
      between.closeAllConnections()
      await new Promise(resolve => between.close(resolve))
    },
  }
  return sky
}

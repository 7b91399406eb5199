import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { isPublicAddress } from './public-address.ts'

export interface GuardedDeps {
  /** Resolves a name to all its addresses. */
  lookup?: (
    name: string,
    done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
  ) => void
  isPublic?: (address: string) => boolean
  /** Certificates of whoever else is believed. */
  ca?: string
}

/** An address that is not of the open internet: nobody's own model is there, but ours may be. */
export class ClosedAddress extends Error {
  constructor() {
    super('This address is not of the open internet')
    this.name = 'ClosedAddress'
  }
}

/**
 * `fetch` to an address that a stranger gave: https alone, to the open internet alone. What a name stands for is looked at
 * in the very look-up that the connection is made by, so that no later answer can lead elsewhere. No redirect is followed:
 * it is answered as it came. No connection is kept for others.
 */
export function guardedFetch({
  lookup = (name, done) => dnsLookup(name, { all: true }, done),
  isPublic = isPublicAddress,
  ca,
}: GuardedDeps = {}): typeof globalThis.fetch {
  const publicOnly: LookupFunction = (name, options, done) =>
    lookup(name, (error, addresses) => {
      if (error) return done(error, '', 0)
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isPublic(address)))
        return done(new ClosedAddress(), '', 0)
      if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })

  return async (input, init = {}) => {
    const url = new URL(typeof input === 'object' && 'url' in input ? input.url : String(input))
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (url.protocol !== 'https:') throw new TypeError('Only https is asked')
    if (isIP(host) !== 0 && !isPublic(host)) throw new ClosedAddress()
    const { method = 'GET', headers, body, signal } = init
    if (body !== undefined && body !== null && typeof body !== 'string')
      throw new TypeError('Only text is sent')
    const response = await answered(
      url,
      {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        lookup: publicOnly,
        agent: false,
        ...(signal && { signal }),
        ...(ca !== undefined && { ca }),
      },
      body ?? null,
    )
    const status = response.statusCode ?? 502
    const empty = status === 204 || status === 304
    return new Response(empty ? null : (Readable.toWeb(response) as ReadableStream<Uint8Array>), {
      status,
      headers: headersOf(response),
    })
  }
}

function answered(url: URL, options: RequestOptions, body: string | null): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, options, resolve)
    request.once('error', reject)
    request.end(body ?? undefined)
  })
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!)
  return headers
}

import { BlockList, isIP } from 'node:net'
import { createMiddleware } from 'hono/factory'
import { isLocal } from '../model/prices.ts'
import { type ApiEnv, peerAddress } from './env.ts'

/** So many proxies in a row before this server, or any whose address is in one of the ranges. */
export type TrustedProxies = { hops: number } | { ranges: readonly string[] }

/**
 * Says under which address a request is counted. `X-Forwarded-For` is what anybody can write: of it only that counts
 * which trusted proxies added, from the right, and the first address beyond them.
 */
export const clientAddress = (trusted: TrustedProxies | null) => {
  const isTrusted = trust(trusted)
  return createMiddleware<ApiEnv>(async (c, next) => {
    const peer = addressOf(peerAddress(c.env) ?? '')
    const way = trusted ? forwarded(c.req.header('x-forwarded-for')) : []
    let client = peer
    for (let hop = 0; client !== null && isTrusted(client, hop) && way.length > 0; hop++) {
      const before = addressOf(way.pop()!)
      // What is no address was added by nobody who is trusted.
      if (before === null) break
      client = before
    }
    c.set('client', {
      key: client === null ? 'unknown' : keyOf(client),
      own: client !== null && (trusted !== null || !isLocal(client)),
    })
    await next()
  })
}

/** Longer than any way through proxies: a header of a thousand addresses is not read to its beginning. */
const MOST_HOPS = 20
const forwarded = (header: string | undefined): string[] =>
  (header ?? '')
    .split(',')
    .slice(-MOST_HOPS)
    .filter(part => part.trim() !== '')

function trust(trusted: TrustedProxies | null): (address: string, hop: number) => boolean {
  if (trusted === null) return () => false
  if ('hops' in trusted) return (_, hop) => hop < trusted.hops
  const list = new BlockList()
  for (const range of trusted.ranges) {
    const [address, bits] = range.split('/') as [string, string?]
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    list.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family)
  }
  return address => list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

/** Of what stands in the header or at the socket, without port, brackets and zone; null where it is none. */
function addressOf(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^"|"$/g, '')
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(plain) === 0 ? null : plain
}

function keyOf(address: string): string {
  if (isIP(address) === 4) return address
  // The URL's own writing of it, so that one address has one key.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = written.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [first, last] = [groups(head), groups(tail ?? '')]
  const whole = [...first, ...Array(8 - first.length - last.length).fill('0'), ...last]
  return `${whole.slice(0, 4).join(':')}::/64`
}

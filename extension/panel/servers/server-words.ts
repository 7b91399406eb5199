import { isThisComputer, safeUrl } from '../words/safe-url.ts'
import type { KnownServer } from './servers-world.ts'

const DEFAULT_PORT = '8787'

/** How an address is called: "This computer", "words.example.org". */
export function addressName(address: string): string {
  const safe = safeUrl(address)
  if (!safe) return address
  const { host, port } = new URL(safe)
  if (!isThisComputer(address)) return host
  return port === DEFAULT_PORT ? 'This computer' : `This computer, port ${port || '80'}`
}

/** How a server is called: by the creator's own name for it, else by its address. */
export const serverName = ({ label, server }: Pick<KnownServer, 'label' | 'server'>): string =>
  label ?? addressName(server)

/** The server that is worked with, where the creator has a choice of them; null where nobody needs to be told. */
export function shownServer(servers: readonly KnownServer[]): KnownServer | null {
  const current = servers.find(each => each.current)
  if (!current) return null
  return servers.length > 1 || current.label !== null || !isThisComputer(current.server) ? current : null
}

/** "4:05" of milliseconds. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

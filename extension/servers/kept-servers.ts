import { DEFAULT_SERVER } from '../../core/contract/extension.ts'
import { newId } from '../../core/contract/new-id.ts'
import type { ServerFacts } from '../../core/contract/server.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'

/** The server that was there before there could be several: what is kept of it has the names that it always had. */
export const FIRST_SERVER = 'first'

/** A server that this computer works with. The token stays in storage.local and goes into one header, nowhere else. */
export interface KeptServer {
  id: string
  /** Scheme, host and port, no slash at the end. */
  server: string
  /** null: not paired. */
  token: string | null
  /** The creator's own name for it; null: it is called by its address. */
  label: string | null
  /** How it lets an extension in; null: it never told. */
  pairing: ServerFacts['pairing'] | null
  /** Who one is there, as far as it was told. */
  account: { id: string; name: string | null } | null
}

interface Kept {
  current: string
  list: KeptServer[]
}

const KEY = 'servers'
/** Where the only server was kept before. */
const ONLY_KEY = 'server'

/** The servers of this computer, and which of them is worked with. Every context reads the same. */
export function serversIn({ local, locks }: { local: Area; locks: Locks }) {
  async function read(): Promise<Kept> {
    const kept = shaped(await local.get(KEY))
    return kept ?? { current: FIRST_SERVER, list: [onlyOne(await local.get(ONLY_KEY))] }
  }
  const change = <Value>(act: (kept: Kept) => Value): Promise<Value> =>
    locks.hold('ownwords.servers', async () => {
      const kept = await read()
      const value = act(kept)
      if (!kept.list.some(each => each.id === kept.current)) kept.current = kept.list[0]!.id
      await local.set(KEY, kept)
      // Nothing reads it any more, and a token should be in one place.
      await local.remove(ONLY_KEY)
      return value
    })

  return {
    read,
    async current(): Promise<KeptServer> {
      const { current, list } = await read()
      return list.find(each => each.id === current) ?? list[0]!
    },
    /** null: it was removed. */
    async find(id: string): Promise<KeptServer | null> {
      return (await read()).list.find(each => each.id === id) ?? null
    },
    /** Does nothing for one that was removed meanwhile. */
    edit: (id: string, own: Partial<Omit<KeptServer, 'id'>>): Promise<void> =>
      change(kept => {
        kept.list = kept.list.map(each => (each.id === id ? { ...each, ...own } : each))
      }),
    /** @returns its id */
    add: (server: Omit<KeptServer, 'id'>): Promise<string> =>
      change(kept => {
        const id = newId()
        kept.list.push({ ...server, id })
        return id
      }),
    choose: (id: string): Promise<void> =>
      change(kept => {
        if (kept.list.some(each => each.id === id)) kept.current = id
      }),
    /** The last one leaves the one that every computer begins with. */
    remove: (id: string): Promise<void> =>
      change(kept => {
        kept.list = kept.list.filter(each => each.id !== id)
        if (kept.list.length === 0) kept.list = [onlyOne(null)]
      }),
    onChanged: (heard: () => void) => local.onChanged(KEY, heard),
  }
}

export type Servers = ReturnType<typeof serversIn>

function onlyOne(kept: unknown): KeptServer {
  const { server, token } = (kept ?? {}) as Record<string, unknown>
  return {
    id: FIRST_SERVER,
    server: textOr(server, DEFAULT_SERVER),
    token: textOr(token, null),
    label: null,
    pairing: null,
    account: null,
  }
}

/** As this version writes it; null for what another one left. */
function shaped(kept: unknown): Kept | null {
  const { current, list } = (kept ?? {}) as Record<string, unknown>
  if (!Array.isArray(list)) return null
  const known = list.filter(
    (each): each is KeptServer => typeof each?.id === 'string' && typeof each.server === 'string',
  )
  if (known.length === 0) return null
  return {
    current: textOr(current, known[0]!.id),
    list: known.map(({ id, server, token, label, pairing, account }) => ({
      ...{ id, server, token: textOr(token, null), label: textOr(label, null) },
      pairing: pairing ?? null,
      account: typeof account?.id === 'string' ? { id: account.id, name: textOr(account.name, null) } : null,
    })),
  }
}

const textOr = <Else>(value: unknown, otherwise: Else): string | Else =>
  typeof value === 'string' ? value : otherwise

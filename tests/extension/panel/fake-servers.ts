import { signal } from '@preact/signals'
import type {
  CodePairing,
  FoundServer,
  KnownServer,
  ServersWorld,
} from '../../../extension/panel/servers/servers-world.ts'
import type { Failure } from '../../../extension/panel/world.ts'
import { server } from './samples.ts'

export interface ServersSetting {
  list: KnownServer[]
  /** What answers at the next address. */
  found: FoundServer
  code: CodePairing | null
}

export const knownServer = (own: Partial<KnownServer> = {}): KnownServer => ({
  ...{ id: 'first', server, label: null, pairing: 'loopback', account: null, current: true, waiting: 0 },
  isNew: false,
  ...own,
})

export const oneServer: ServersSetting = {
  list: [knownServer()],
  found: { server: 'https://words.example.org', pairing: 'code' },
  code: null,
}

export function fakeServers(
  setting: ServersSetting,
  failure: () => Failure | null,
  note: (act: string, ...given: unknown[]) => void,
) {
  const list = signal<readonly KnownServer[]>(setting.list)
  const code = signal(setting.code)
  const world: ServersWorld = {
    code,
    async look(address) {
      note('servers.look', address)
      const failed = failure()
      return failed ? { ok: false, error: failed } : { ok: true, value: setting.found }
    },
    async comeIn(address, token) {
      note('servers.comeIn', address, token)
      const failed = failure()
      return failed ? { ok: false, error: failed } : { ok: true, value: undefined }
    },
    async pairByCode(address) {
      note('servers.pairByCode', address)
      code.value = {
        state: 'shown',
        server: address,
        userCode: 'WDJBMJHT',
        approveAt: `${address}/pair?code=WDJBMJHT`,
        expiresAt: Date.now() + 600_000,
        unreached: false,
      }
    },
    async openApproval() {
      note('servers.openApproval')
    },
    async cancelCode() {
      note('servers.cancelCode')
      code.value = null
    },
    async use(id) {
      note('servers.use', id)
      list.value = list.peek().map(each => ({ ...each, current: each.id === id }))
    },
    async rename(id, label) {
      note('servers.rename', id, label)
      list.value = list.peek().map(each => (each.id === id ? { ...each, label: label || null } : each))
    },
    async remove(id) {
      note('servers.remove', id)
      list.value = list.peek().filter(each => each.id !== id)
    },
    async unsent(id) {
      return list.peek().find(each => each.id === id)?.waiting ?? 0
    },
    async count() {},
  }
  return { world, list, code }
}

import type { AccountDeletion } from '../../core/contract/account.ts'
import { ok, type Result } from '../../core/contract/result.ts'
import type { Asking } from '../api/client.ts'
import type { ApiFailure } from '../api/request.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import type { AccountWorld } from '../panel/account/account-world.ts'

export interface AccountDeps {
  asking: Asking
  outbox: Pick<Outbox, 'servers' | 'here' | 'pairing'>
  /** Looks again whether the server lets us in. */
  connect: () => Promise<void>
}

/** A large account takes its time to be packed. */
const EXPORT_MS = 300_000

export function accountWorld({ asking, outbox, connect }: AccountDeps): AccountWorld {
  const { ask, get, post, put } = asking
  const { servers, here, pairing } = outbox

  async function nobody(answer: Result<unknown, ApiFailure>): Promise<Result<void, ApiFailure>> {
    // A token that counts no more is what was wanted.
    if (!answer.ok && answer.error.status !== 401) return answer
    await pairing.use(null)
    await connect()
    return ok(undefined)
  }
  const done = (answer: Result<unknown, ApiFailure>) => (answer.ok ? ok(undefined) : answer)

  return {
    async read() {
      const answer = await get('account', '/account')
      if (answer.ok) {
        const { id, name, email } = answer.value
        await servers.edit(await here(), { account: { id, name: name ?? email } })
      }
      return answer
    },
    async rename(name) {
      const answer = await put('account', '/account', { name })
      if (answer.ok)
        await servers.edit(await here(), { account: { id: answer.value.id, name: answer.value.name } })
      return answer
    },
    devices: () => get('devices', '/devices'),
    revoke: async id => done(await ask('nothing', { method: 'DELETE', path: `/devices/${id}` })),
    async signOut() {
      const devices = await get('devices', '/devices')
      if (!devices.ok) return nobody(devices)
      const mine = devices.value.find(device => device.current)
      if (!mine) return nobody(ok(undefined))
      return nobody(await ask('nothing', { method: 'DELETE', path: `/devices/${mine.id}` }))
    },
    signOutEverywhere: async () => nobody(await post('nothing', '/devices/sign-out')),
    export: () => ask('bytes', { method: 'GET', path: '/account/export', timeoutMs: EXPORT_MS }),
    async delete() {
      const body: AccountDeletion = { confirm: 'delete everything' }
      return nobody(await ask('nothing', { method: 'DELETE', path: '/account', body }))
    },
    quota: () => get('quota', '/quota'),
    modelKey: () => get('ownModel', '/model-key'),
    putModelKey: key => put('modelKeyKept', '/model-key', key),
    deleteModelKey: async () => done(await ask('nothing', { method: 'DELETE', path: '/model-key' })),
  }
}

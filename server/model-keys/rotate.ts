import type { Database } from '../db/database.ts'
import type { Secrets } from './secrets.ts'
import { lockSealed, replaceSealed, selectSealedOtherwise } from './store.ts'

export interface Rotated {
  /** Sealed with the first key from now on. */
  sealed: number
  /** Whose key is not among those that are set: they stay as they are. */
  unreadable: number
  /** The ids of those keys, and of such as are set and are not what they were. */
  unknownKeys: string[]
}

const AT_ONCE = 200

/**
 * Seals everybody's secrets with the first key, each in a transaction of its own: stopped in the middle it goes on where
 * it was, and whatever is saved meanwhile stays as it was saved.
 */
export async function rotateSecrets({ sql }: Pick<Database, 'sql'>, secrets: Secrets): Promise<Rotated> {
  const newest = secrets.newest
  if (newest === null) throw new Error('There is no key to seal with')
  const counts: Rotated = { sealed: 0, unreadable: 0, unknownKeys: [] }
  for (let after: string | null = null; ; ) {
    const accounts: string[] = await selectSealedOtherwise(sql, newest, { after, most: AT_ONCE })
    for (const accountId of accounts) {
      await sql.begin(async tx => {
        const sealed = await lockSealed(tx, accountId, newest)
        if (!sealed) return
        const purpose = { accountId, what: 'model-key' } as const
        const secret = secrets.open(sealed, purpose)
        if (secret === null) {
          counts.unreadable++
          if (!counts.unknownKeys.includes(sealed.secretId)) counts.unknownKeys.push(sealed.secretId)
          return
        }
        await replaceSealed(tx, accountId, secrets.seal(secret, purpose))
        counts.sealed++
      })
    }
    if (accounts.length < AT_ONCE) return counts
    after = accounts.at(-1)!
  }
}

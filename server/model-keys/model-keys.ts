import type { ModelKey, ModelKeyDraft } from '../../core/contract/account.ts'
import type { ModelConfig } from '../config.ts'
import type { Database } from '../db/database.ts'
import { asAccount, asWholeAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import type { OpenModels } from '../model/models.ts'
import { isLocal } from '../model/prices.ts'
import { RunFailure } from '../runs/work.ts'
import type { Secrets } from './secrets.ts'
import { deleteModelKey, findModelKey, writeModelKey } from './store.ts'

export interface ModelKeys {
  /** Whether there is anything to seal them with. */
  readonly takesKeys: boolean
  /** null: this account has none. */
  find(accountId: string): Promise<ModelKey | null>
  save(accountId: string, draft: ModelKeyDraft): Promise<ModelKey>
  remove(accountId: string): Promise<void>
  /**
   * The model that the account's own key opens; null where it has none.
   * @throws RunFailure where the key cannot be read any more: whoever set one does not want to be written for by another
   */
  modelsOf(accountId: string): Promise<OpenModels | null>
}

export interface ModelKeysDeps {
  database: Database
  secrets: Secrets
  open(config: ModelConfig): OpenModels
}

export function openModelKeys({ database, secrets, open }: ModelKeysDeps): ModelKeys {
  const find = async (accountId: string) =>
    secrets.newest === null
      ? null
      : // A guest is told with which model the owner's project is written, and the key stays here.
        asAccount(database, accountId, tx => asWholeAccount(tx, () => findModelKey(tx)))
  return {
    takesKeys: secrets.newest !== null,
    find: async accountId => (await find(accountId))?.told ?? null,
    async save(accountId, { baseUrl, model, apiKey }) {
      if (secrets.newest === null)
        throw new ApiError(
          'not_allowed',
          'This server keeps no keys of its people, because it has nothing to seal them with. Whoever keeps it can set USER_SECRET_KEYS.',
        )
      refuseClosed(baseUrl)
      const sealed = secrets.seal(apiKey, { accountId, what: 'model-key' })
      return asAccount(database, accountId, async tx => {
        await writeModelKey(tx, { baseUrl, model, endsWith: apiKey.slice(-4), ...sealed })
        return (await findModelKey(tx))!.told
      })
    },
    async remove(accountId) {
      if (!(await asAccount(database, accountId, deleteModelKey))) throw notFound('key')
    },
    async modelsOf(accountId) {
      const found = await find(accountId)
      if (!found) return null
      const { baseUrl, model, ...sealed } = found.stored
      const apiKey = secrets.open(sealed, { accountId, what: 'model-key' })
      if (apiKey === null)
        throw new RunFailure(
          'model_key',
          `Your own key of ${found.told.host} cannot be read on this server any more. Set it again in the settings, or remove it.`,
          true,
        )
      return open({ baseUrl, model, apiKey })
    },
  }
}

/** Names are looked up when they are asked, and there for good; what is plain to see is told at once. */
function refuseClosed(baseUrl: string): void {
  const url = new URL(baseUrl)
  const wrong =
    url.username || url.password
      ? 'Leave the name and the password out of the address.'
      : isLocal(url.hostname)
        ? 'A model of your own must be on the open internet: this server asks nobody in its own network.'
        : null
  if (wrong) throw new ApiError('invalid_request', wrong, { fields: [{ path: 'baseUrl', message: wrong }] })
}

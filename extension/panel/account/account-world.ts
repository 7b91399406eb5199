import type {
  Account,
  Device,
  ModelKey,
  ModelKeyDraft,
  OwnModel,
  Quota,
} from '../../../core/contract/account.ts'
import type { Done } from '../done.ts'

/** Who the creator is to the server, and what of them is there: loaded when it is first wanted. */
export interface AccountWorld {
  read(): Done<Account>
  rename(name: string): Done<Account>
  /** Used last first. */
  devices(): Done<Device[]>
  revoke(deviceId: string): Done
  /** This browser alone: what waits stays here. */
  signOut(): Done
  signOutEverywhere(): Done
  /** All projects as files of one ZIP. */
  export(): Done<ArrayBuffer>
  /** The account with everything of it. */
  delete(): Done
  quota(): Done<Quota>
  /** null: the server's own model is used. */
  modelKey(): Done<OwnModel>
  putModelKey(key: ModelKeyDraft): Done<ModelKey>
  deleteModelKey(): Done
}

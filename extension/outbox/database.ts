import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb'
import type { ScriptState, Sequenced } from '../../core/contract/script.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import type { Pending } from '../../core/script/replica.ts'
import type { ChannelWords, ListedChannel, QueuedVideo } from '../channel/queued-video.ts'

/** A capture that the server does not have yet, without its text: lists stay light. */
export interface ClipEntry {
  id: string
  projectId: string
  source: Source
  /** removed: taken back by the creator, who may still change their mind. */
  state: 'waiting' | 'refused' | 'removed'
  why: string | null
  /** Milliseconds since 1970, as all times here. */
  savedAt: number
  /** Counts what was saved under this id: an answer to an older one acknowledges nothing newer. */
  revision: number
  /** Sends begun, written before each: the server may have what was sent once, whatever we heard. */
  attempts: number
  /** The send that goes on, if it goes on; one that is long past died with its context. */
  sendingSince: number | null
  notBefore: number
  removedAt: number | null
  /** It was clipped before: the server may have an older one under this id. */
  renews: boolean
}

/**
 * What waited under an id when other words of the same page came: it goes to the server before the newer one, so that
 * both are kept there.
 */
export interface EarlierCapture {
  id: string
  /** The revision of its clip that it was. */
  revision: number
  projectId: string
  source: Source
  capture: Capture
}

export type OperationKind =
  | 'project.put'
  | 'project.delete'
  | 'source.delete'
  | 'source.restore'
  | 'source.tags'

/** A change to something that the server has or will have. One of a kind for each thing: the newest counts. */
export interface Operation {
  /** `kind:id` */
  key: string
  kind: OperationKind
  id: string
  projectId: string
  /** Only for project.put. */
  title: string | null
  /** Only for source.tags. */
  tags?: string[]
  savedAt: number
  revision: number
  attempts: number
  notBefore: number
}

export interface OwnwordsSchema extends DBSchema {
  clips: { key: string; value: ClipEntry }
  captures: { key: string; value: Capture }
  earlier: { key: [id: string, revision: number]; value: EarlierCapture }
  operations: { key: string; value: Operation }
  /** The last that the server said, by `projects`, `sources:<project>`, `brief:<project>`, `findings:<project>`, `detail:<source>`, `voices`, `voice:<id>`. */
  library: { key: string; value: unknown }
  /** The creator's own channels, as they were listed: their shapes are `extension/channel`'s. */
  channels: { key: string; value: ListedChannel }
  /** The videos whose words are to be fetched, and those that were. */
  queue: { key: string; value: QueuedVideo; indexes: { channel: string } }
  /** The words of those videos, apart from their lines in the queue, so that lists stay light. */
  words: { key: string; value: ChannelWords }
  /** Scripts as they were after some of the server's changes, by branch; the changes after that are in `scriptRows`. */
  scripts: { key: string; value: { branchId: string; state: ScriptState } }
  scriptRows: { key: [branchId: string, seq: number]; value: Sequenced & { branchId: string } }
  /** What each open script has of its own that the server's row does not: a closed one's is taken over by the next. */
  scriptDocuments: { key: string; value: KeptDocument; indexes: { branch: string } }
  /** Notes of the outbox to itself. */
  meta: { key: string; value: unknown }
}

/** An open script, or one that was open in a context that is gone. */
export interface KeptDocument {
  id: string
  branchId: string
  /** How many of the server's changes it had seen: what waits is made on these. */
  seq: number
  pending: readonly Pending[]
}

type Upgrade = IDBPTransaction<OwnwordsSchema, StoreNames<OwnwordsSchema>[], 'versionchange'>

async function eachOf<Name extends StoreNames<OwnwordsSchema>>(
  store: IDBPObjectStore<OwnwordsSchema, StoreNames<OwnwordsSchema>[], Name, 'versionchange'>,
  change: (value: OwnwordsSchema[Name]['value']) => OwnwordsSchema[Name]['value'],
): Promise<void> {
  for (let at = await store.openCursor(); at; at = await at.continue()) await at.update(change(at.value))
}

export const byAge = (a: { savedAt: number }, b: { savedAt: number }): number => a.savedAt - b.savedAt

/** Of `earlier`: all that are kept under an id. */
export const everyRevision = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Infinity])

export type Database = IDBPDatabase<OwnwordsSchema>
export type OpenDatabase = () => Promise<Database>
type Store = StoreNames<OwnwordsSchema>

const VERSION = 4

/** Steps from one version of the database to the next; each runs at most once on a computer. Never change one that shipped. */
const upgrades: ((database: Database, tx: Upgrade) => void)[] = [
  database => {
    database.createObjectStore('clips', { keyPath: 'id' })
    database.createObjectStore('captures', { keyPath: 'id' })
    database.createObjectStore('operations', { keyPath: 'key' })
    database.createObjectStore('library')
    database.createObjectStore('meta')
  },
  (database, tx) => {
    database.createObjectStore('earlier', { keyPath: ['id', 'revision'] })
    database.createObjectStore('channels', { keyPath: 'id' })
    database.createObjectStore('queue', { keyPath: 'videoId' }).createIndex('channel', 'channelId')
    database.createObjectStore('words', { keyPath: 'videoId' })
    // What waits was clipped before sources had these.
    const later = { fingerprint: null, form: null, pages: null, moment: null, versions: 1, check: null }
    void eachOf(tx.objectStore('clips'), clip => ({ ...clip, source: { ...later, ...clip.source } }))
  },
  (_database, tx) => {
    // And before they had tags.
    const tagged = <Kept extends { source: Source }>(kept: Kept) => ({
      ...kept,
      source: { ...kept.source, tags: kept.source.tags ?? [] },
    })
    void eachOf(tx.objectStore('clips'), tagged)
    void eachOf(tx.objectStore('earlier'), tagged)
  },
  database => {
    database.createObjectStore('scripts', { keyPath: 'branchId' })
    database.createObjectStore('scriptRows', { keyPath: ['branchId', 'seq'] })
    database.createObjectStore('scriptDocuments', { keyPath: 'id' }).createIndex('branch', 'branchId')
  },
]

/** Opens the database when it is first needed, and again after the browser closed it. */
export function databaseOpener(name = 'ownwords'): OpenDatabase {
  let opened: Promise<Database> | null = null
  const forget = () => {
    opened = null
  }
  return () => {
    opened ??= openDB<OwnwordsSchema>(name, VERSION, {
      upgrade(database, from, _to, tx) {
        for (const step of upgrades.slice(from)) step(database, tx)
      },
      // A newer extension in another context waits for this connection to go: let it.
      blocking(_current, _blocked, event) {
        forget()
        ;(event.target as IDBDatabase).close()
      },
      terminated: forget,
    })
    opened.catch(forget)
    return opened
  }
}

/**
 * Changes several stores at once. Resolves after the transaction is complete and on disk (`strict`): what is told
 * as saved survives a crash of browser and machine. `work` may await nothing but the transaction's own requests.
 */
export async function writing<const Names extends Store[], Value>(
  database: Database,
  stores: Names,
  work: (tx: IDBPTransaction<OwnwordsSchema, Names, 'readwrite'>) => Promise<Value>,
): Promise<Value> {
  const tx = database.transaction(stores, 'readwrite', { durability: 'strict' })
  try {
    const value = await work(tx)
    await tx.done
    return value
  } catch (error) {
    tx.done.catch(() => {})
    try {
      tx.abort()
    } catch {
      // Over already: the error below is what ended it.
    }
    throw tx.error ?? error
  }
}

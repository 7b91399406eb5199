import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { newId } from '../../core/contract/id.ts'
import type { LedgerEntry, ScriptOp } from '../../core/contract/script.ts'
import { ranksBetween } from '../../core/script/order.ts'
import { openDatabase } from '../../server/db/database.ts'
import { migrate } from '../../server/db/migrate.ts'
import { asAccount } from '../../server/db/tenancy.ts'
import { appendChanges, readScript } from '../../server/script/script.ts'

// How fast a long script opens and takes a typed change: `npm run bench:script -- --sentences 1500 --changes 10000`.
// `--database postgres://…` for a server; the embedded one in memory else.

const { values } = parseArgs({
  options: {
    sentences: { type: 'string', default: '1500' },
    changes: { type: 'string', default: '10000' },
    database: { type: 'string', default: 'pglite:' },
  },
})
const sentences = Number(values.sentences)
const changes = Number(values.changes)
const open: LedgerEntry = { standing: 'open', citations: [], why: '' }
const head = () => ({ id: newId(), at: new Date().toISOString(), by: 'creator' as const })

const database = await openDatabase(values.database)
await migrate(database)
const [accountId, projectId, branchId] = [newId(), newId(), newId()]
await database.sql`insert into account (id) values (${accountId})`
await asAccount(database, accountId, async tx => {
  await tx`insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'A long script')`
  await tx`insert into branch (account_id, id, project_id, name) values (${accountId}, ${branchId}, ${projectId}, 'First')`
})
const append = (ops: ScriptOp[]) => asAccount(database, accountId, tx => appendChanges(tx, branchId, ops))

const beatId = newId()
const beat = {
  id: beatId,
  rank: 'a0',
  kind: 'turn' as const,
  title: 'A beat',
  purpose: '',
  seconds: 0,
  evidence: [],
}
await append([{ ...head(), do: 'beat.put', beat }])
const ids = Array.from({ length: sentences }, () => newId())
const ranks = ranksBetween(null, null, sentences)
const inserts = ids.map((id, at): ScriptOp => {
  const text = `Sentence ${at} says something that takes about as many words as a spoken sentence has.`
  return {
    ...head(),
    do: 'sentence.insert',
    sentence: { id, beatId, rank: ranks[at]!, text, origin: 'model', ledger: open, cue: '' },
  }
})
for (let at = 0; at < inserts.length; at += 250) await append(inserts.slice(at, at + 250))

const one: number[] = []
for (let at = sentences + 1; at < changes; ) {
  const batch = Math.min(at % 500 === 0 ? 1 : 20, changes - at)
  const ops = Array.from({ length: batch }, (_, n): ScriptOp => {
    const sentenceId = ids[(at + n) % sentences]!
    const text = `Change ${at + n} of this sentence, typed by hand.`
    return {
      ...head(),
      do: 'sentence.write',
      sentenceId,
      text,
      base: 1e6,
      besideId: newId(),
      undo: false,
      origin: null,
    }
  })
  await append(ops)
  at += batch
}
for (let n = 0; n < 200; n++) {
  const begun = performance.now()
  const sentenceId = ids[n % sentences]!
  const text = `Typed now, the ${n}th time.`
  await append([
    {
      ...head(),
      do: 'sentence.write',
      sentenceId,
      text,
      base: 1e6,
      besideId: newId(),
      undo: false,
      origin: null,
    },
  ])
  one.push(performance.now() - begun)
}
// As another process would: nothing is known of it.
await database.sql`update script set version = gen_random_uuid()`
const begun = performance.now()
const state = await asAccount(database, accountId, tx => readScript(tx, branchId))
const openMs = performance.now() - begun
await database.close()

one.sort((a, b) => a - b)
const at = (share: number) => Number(one[Math.floor(one.length * share)]!.toFixed(1))
process.stdout.write(
  `${JSON.stringify({ sentences, changes: state.seq, openMs: Number(openMs.toFixed(1)), typedMs: at(0.5), typedMs95: at(0.95) })}\n`,
)

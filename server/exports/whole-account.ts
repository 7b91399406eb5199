import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { logOf } from '../decisions/log.ts'
import { ApiError } from '../http/problem.ts'
import { collectProject } from './collect.ts'
import { besideProjects, projectIdsOf, readInUtc } from './store.ts'
import { toFiles } from './to-files.ts'
import { writeZip } from './write-zip.ts'

const README = `Everything that Ownwords keeps of you.

projects/   a folder for each project, zipped: each can be brought into an Ownwords as it is
*.json      what belongs to no project, a list for each kind: channels and the words of their videos, voices with
            their versions, what models were asked and what that cost, limits, and who shares what
`

/**
 * All of an account as one ZIP, project by project: the memory of the server holds one at a time.
 * @returns a stream that errs where the database does; whoever reads it slowly is waited for
 */
export function wholeAccount(database: Database, accountId: string): ReadableStream<Uint8Array> {
  const pieces = zipped(database, accountId)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void pieces.return(undefined),
  })
}

async function* zipped(database: Database, accountId: string): AsyncGenerator<Uint8Array, undefined> {
  let made: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    made.push(piece)
  })
  const add = (file: ZipDeflate | ZipPassThrough, bytes: Uint8Array) => {
    zip.add(file)
    file.push(bytes, true)
    const ready = made
    made = []
    return ready
  }
  const text = (name: string, words: string) => add(new ZipDeflate(name), new TextEncoder().encode(words))

  yield* text('README.txt', README)
  const { ids, lists } = await asAccount(database, accountId, async tx => {
    await readInUtc(tx)
    return { ids: await projectIdsOf(tx), lists: await besideProjects(tx) }
  })
  for (const [name, rows] of Object.entries(lists))
    yield* text(`${name}.json`, `${JSON.stringify(rows, null, 2)}\n`)
  for (const id of ids) {
    const files = await asAccount(database, accountId, async tx => {
      const { folder, leftOut } = await collectProject(tx, id)
      return toFiles(folder, await logOf(tx, id), leftOut)
    }).catch(unlessGone)
    if (files) yield* add(new ZipPassThrough(`projects/${id}.zip`), await writeZip(files))
  }
  zip.end()
  yield* made
}

/** A project that was deleted since the list was made is one that the account has no more. */
function unlessGone(error: unknown): null {
  if (error instanceof ApiError && error.code === 'not_found') return null
  throw error
}

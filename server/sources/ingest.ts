import { passages } from '../../core/passages/passages.ts'
import { commitBeforeDisk } from '../db/commit.ts'
import { asAccount } from '../db/tenancy.ts'
import { type RunContext, RunFailure, type RunOutcome } from '../runs/work.ts'
import { tidyIndex } from '../search/postings.ts'
import {
  type CutPassage,
  claimForReading,
  deletePassages,
  insertPassages,
  setRead,
  setReading,
} from './passages-store.ts'
import { type SourceText, sourceText } from './texts.ts'

/** Passages of one statement: about 300 kB of text, and other requests get their turn in between. */
export const BATCH = 512

/**
 * The `ingest` run: cuts a source into passages and makes them findable.
 *
 * The passages go in by batches, each a short transaction, because the embedded database has one session and a
 * book would hold it for seconds. Nobody sees them before the run's end sets the source ready. Each batch claims
 * the source first: one that was removed or replaced meanwhile ends the run, and leaves no passage of the old text.
 * None waits for the disk: what a crash of the database takes back is a run that is queued again, and its source is there.
 */
export async function ingest(context: RunContext): Promise<RunOutcome> {
  const { database, accountId, signal, runId } = context
  const sourceId = context.sourceId
  if (!sourceId) throw new RunFailure('no_source', 'This run names no source. Clip the page again.')
  const source = await asAccount(database, accountId, async tx => {
    // Sent together: where the claim is refused it takes the others back with it.
    const [, , , text] = await Promise.all([
      claim(context, tx, sourceId),
      setReading(tx, sourceId),
      deletePassages(tx, sourceId),
      sourceText(tx, sourceId),
      commitBeforeDisk(tx),
    ])
    return text
  })
  if (!source?.text.trim()) {
    throw new RunFailure(
      'no_words',
      'There are no words in this source to quote from. Clip the page again when its text shows, or give the video a caption file.',
    )
  }
  let written = 0
  for (const batch of batches(source)) {
    signal.throwIfAborted()
    await asAccount(database, accountId, async tx => {
      const [projectId] = await Promise.all([claim(context, tx, sourceId), commitBeforeDisk(tx)])
      await insertPassages(tx, { projectId, language: source.language }, batch)
    })
    written += batch.length
    const read = batch.at(-1)!.end
    if (read < source.text.length - 1) {
      const percent = Math.floor((100 * read) / source.text.length)
      await context.progress({ done: percent, total: 100, label: `Read ${percent} % in ${written} passages` })
    }
  }
  if (written === 0) throw new RunFailure('no_words', 'There are no words in this source to quote from.')
  return {
    resultId: null,
    async save(tx) {
      // A source that was removed or replaced in this very moment keeps the state that this gave it.
      await Promise.all([setRead(tx, sourceId, runId), tidyIndex(tx), commitBeforeDisk(tx)])
    },
  }
}

/** @returns the source's project */
async function claim(
  { runId }: RunContext,
  tx: Parameters<typeof claimForReading>[0],
  sourceId: string,
): Promise<string> {
  const projectId = await claimForReading(tx, sourceId, runId)
  if (projectId === null) {
    throw new RunFailure(
      'source_gone',
      'The source was removed or clipped anew while it was read. Nothing of this reading was kept.',
    )
  }
  return projectId
}

/** Cut as they are asked for: a book's passages are never all in memory. */
function* batches({ id, title, text, language, transcript }: SourceText): Generator<CutPassage[]> {
  let batch: CutPassage[] = []
  for (const passage of passages(text, { language, transcript })) {
    batch.push({ ...passage, sourceId: id, title, body: text.slice(passage.start, passage.end) })
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

import { newId } from '../../core/contract/id.ts'
import type { Folder } from './folder.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
/** Words as they are in the sources: nothing in them is an id of ours. */
const WORDS = /\/(?:text\.txt|text\.md|transcript\.json|original\.html\.gz|original\.pdf)$/

/**
 * The same files, with another id for everything that an account has only once; beats, sentences and changes keep
 * theirs, which are a script's own.
 */
export function underNewIds(files: ReadonlyMap<string, Buffer>, folder: Folder): Map<string, Buffer> {
  const ids = new Map(idsOf(folder).map(id => [id.toLowerCase(), newId()]))
  return new Map(
    [...files].map(([name, bytes]): [string, Buffer] => {
      if (WORDS.test(name) || !name.endsWith('.json')) return [name, bytes]
      const text = bytes.toString('utf8').replace(UUID, id => ids.get(id.toLowerCase()) ?? id)
      return [name, Buffer.from(text)]
    }),
  )
}

function idsOf({
  project,
  sources,
  briefs,
  findings,
  conversation,
  branches,
  offers,
  ...rest
}: Folder): string[] {
  const { runs, turns, proposals, notes, interviews } = conversation
  const made = [...briefs, ...findings, ...interviews]
  const scripts = rest.scripts.flatMap(({ points, drafts, rewrites }) => [
    ...points.map(({ id }) => id),
    ...drafts.map(({ runId }) => runId),
    ...rewrites.map(({ id }) => id),
  ])
  return [
    project.id,
    ...sources.map(({ row }) => row.id),
    ...[...made, ...runs, ...turns, ...proposals, ...notes].map(({ id }) => id),
    ...made.map(({ runId }) => runId),
    ...[...branches, ...offers, ...rest.decisions].map(({ id }) => id),
    ...scripts,
  ]
}

import { newId } from '../../core/contract/id.ts'
import { appendChanges, copyScript, readScript } from '../script/script.ts'
import { withoutHook } from './script-changes.ts'
import type { TakeScript } from './ways.ts'

/**
 * Behind all gates a new way has a copy of the script. Before the hook it has the script without the hook's sentences,
 * since the outline stays. Before the outline or the angle it begins with nothing: its beats are not decided yet.
 */
export const takeScript: TakeScript = async (tx, from, toId, before) => {
  if (before === 'angle' || before === 'outline') return
  await copyScript(tx, from.id, toId, { sentences: true })
  if (before !== 'hook') return
  const changes = withoutHook(await readScript(tx, toId), { ids: newId, at: new Date().toISOString() })
  if (changes.length > 0) await appendChanges(tx, toId, changes)
}

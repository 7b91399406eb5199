import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import { editsBackTo } from '../../core/script/going-back.ts'
import type { ScriptApi } from '../api/script.ts'
import type { ScriptDocument } from '../panel/script/script-world.ts'
import type { OpenDocument } from '../script/document.ts'
import { twice } from './twice.ts'

/** A script's named points: kept, looked at and gone back to. */
export function pointsOf(deps: {
  api: Pick<ScriptApi, 'points' | 'keepPoint' | 'stateAt'>
  core: OpenDocument
  clock: () => number
}): Pick<ScriptDocument, 'points' | 'keepPoint' | 'stateAt' | 'goBack'> {
  const { api, core, clock } = deps
  const keep: ScriptDocument['keepPoint'] = async name => {
    // What shows is what is kept: it has to be there first.
    await core.flush()
    const draft = { id: newId(clock()), name }
    return twice(() => api.keepPoint(core.branchId, draft))
  }
  return {
    points: () => api.points(core.branchId),
    keepPoint: keep,
    stateAt: point => api.stateAt(point.id),
    async goBack(point) {
      const then = await api.stateAt(point.id)
      if (!then.ok) return then
      const kept = await keep(`Before going back to “${point.name}”`.slice(0, 200))
      if (!kept.ok) return kept
      const edits = editsBackTo(then.value, core.state.peek(), () => newId(clock()))
      if (edits.length > 0) core.change(edits)
      return ok(undefined)
    },
  }
}

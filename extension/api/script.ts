import type {
  BeatDrafts,
  DraftRequest,
  LearnedRule,
  Rewrite,
  RewriteRequest,
} from '../../core/contract/draft.ts'
import { ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type {
  HeardChange,
  PointDraft,
  ScriptOp,
  ScriptPoint,
  ScriptState,
} from '../../core/contract/script.ts'
import type { Answer, Asking } from './client.ts'

/** The server's side of a script. */
export interface ScriptApi {
  script(branchId: string): Answer<ScriptState>
  /** The same again changes nothing. Answers each in its place, and what was found of its words. */
  change(branchId: string, changes: ScriptOp[]): Answer<HeardChange[]>
  /** At most 500, in order; `seq` is the number of the last there is. */
  changesAfter(branchId: string, seq: number): Answer<{ changes: HeardChange[]; seq: number }>
  /** Newest first. */
  points(branchId: string): Answer<ScriptPoint[]>
  keepPoint(branchId: string, draft: PointDraft): Answer<ScriptPoint>
  stateAt(pointId: string): Answer<ScriptState>
  /** @param request with the id of the run that this makes; the same again makes no second one */
  draft(branchId: string, request: DraftRequest): Answer<Run>
  /** Newest first. */
  drafts(branchId: string, beatId: string): Answer<BeatDrafts[]>
  /** @param request with the id of the run that this makes, and of the rewrite */
  rewrite(branchId: string, request: RewriteRequest): Answer<Run>
  rewritten(id: string): Answer<Rewrite>
  /** Newest first. */
  rules(voiceId: string): Answer<LearnedRule[]>
  decideRule(id: string, state: 'accepted' | 'refused'): Answer<LearnedRule>
}

/** What the server is asked about a script: loaded with it. */
export function scriptApi({ get, post, put }: Asking): ScriptApi {
  return {
    script: branchId => get('script', `/branches/${branchId}/script`),
    async change(branchId, changes) {
      const answer = await post('changes', `/branches/${branchId}/changes`, { changes })
      return answer.ok ? ok(answer.value.changes) : answer
    },
    changesAfter: (branchId, seq) => get('changesPage', `/branches/${branchId}/changes?after=${seq}`),
    async points(branchId) {
      const answer = await get('points', `/branches/${branchId}/points`)
      return answer.ok ? ok(answer.value.points) : answer
    },
    keepPoint: (branchId, draft) => post('point', `/branches/${branchId}/points`, draft),
    stateAt: pointId => get('script', `/points/${pointId}`),
    draft: (branchId, request) => post('run', `/branches/${branchId}/drafts`, request),
    async drafts(branchId, beatId) {
      const answer = await get('beatDrafts', `/branches/${branchId}/drafts?beat=${beatId}`)
      return answer.ok ? ok(answer.value.drafts) : answer
    },
    rewrite: (branchId, request) => post('run', `/branches/${branchId}/rewrites`, request),
    rewritten: id => get('rewrite', `/rewrites/${id}`),
    async rules(voiceId) {
      const answer = await get('learnedRules', `/voices/${voiceId}/learned-rules`)
      return answer.ok ? ok(answer.value.rules) : answer
    },
    decideRule: (id, state) => put('learnedRule', `/learned-rules/${id}/decision`, { state }),
  }
}

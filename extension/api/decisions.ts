import type {
  Branch,
  BranchDraft,
  DecisionDraft,
  LogEntry,
  Offer,
  OfferDraft,
  Plan,
  Ways,
} from '../../core/contract/decision.ts'
import { ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { ScriptState } from '../../core/contract/script.ts'
import type { Answer, Asking } from './client.ts'

/** The server's side of what is decided. */
export interface DecisionsApi {
  ways(projectId: string): Answer<Ways>
  putPlan(projectId: string, plan: Plan): Answer<Plan>
  /** @param draft with the id of the branch; the same again makes no second one */
  makeBranch(projectId: string, draft: BranchDraft): Answer<Branch>
  nameBranch(id: string, name: string): Answer<Branch>
  openBranch(id: string): Answer<Branch>
  /** @param draft with the id of the run that this makes, and of the offer; the same again makes no second one */
  offer(branchId: string, draft: OfferDraft): Answer<Run>
  /** Newest first. */
  offers(branchId: string): Answer<Offer[]>
  decide(branchId: string, draft: DecisionDraft): Answer<Branch>
  /** Oldest first. */
  decisions(projectId: string): Answer<LogEntry[]>
  script(branchId: string): Answer<ScriptState>
}

/** What the server is asked about decisions: loaded with them. */
export function decisionsApi({ get, post, put }: Asking): DecisionsApi {
  return {
    ways: projectId => get('ways', `/projects/${projectId}/ways`),
    putPlan: (projectId, plan) => put('plan', `/projects/${projectId}/plan`, plan),
    makeBranch: (projectId, draft) => post('branch', `/projects/${projectId}/branches`, draft),
    nameBranch: (id, name) => put('branch', `/branches/${id}`, { name }),
    openBranch: id => post('branch', `/branches/${id}/open`),
    offer: (branchId, draft) => post('run', `/branches/${branchId}/offers`, draft),
    async offers(branchId) {
      const answer = await get('offers', `/branches/${branchId}/offers`)
      return answer.ok ? ok(answer.value.offers) : answer
    },
    decide: (branchId, draft) => post('branch', `/branches/${branchId}/decisions`, draft),
    async decisions(projectId) {
      const answer = await get('decisionLog', `/projects/${projectId}/decisions`)
      return answer.ok ? ok(answer.value.entries) : answer
    },
    script: branchId => get('script', `/branches/${branchId}/script`),
  }
}
